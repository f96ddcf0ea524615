package org.tierwise.catalog.workload;

/** Life cycle. Retired workloads are kept but not placed. */
public enum WorkloadStatus {
    PLANNED,
    ACTIVE,
    RETIRED
}
