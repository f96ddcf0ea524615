package org.tierwise.catalog.workload;

/** What a workload does. */
public enum Purpose {
    INTERACTIVE,
    STREAM,
    CONTROL,
    SERVICE,
    BATCH,
    TRAINING,
    FINE_TUNING
}
