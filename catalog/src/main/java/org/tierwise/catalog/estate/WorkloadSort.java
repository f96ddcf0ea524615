package org.tierwise.catalog.estate;

/** By what a list of workloads can be sorted. Equal rows stand in the order in which they were stored. */
public enum WorkloadSort {
    NAME,
    EXTERNAL_ID,
    CLASS,
    LATENCY_TIER,
    STATUS,
    OWNER,
    CRITICALITY,
    BUDGET,
    PEAK_RPS,
    MODEL,
    UPDATED
}
