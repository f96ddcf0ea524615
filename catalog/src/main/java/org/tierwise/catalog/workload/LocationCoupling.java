package org.tierwise.catalog.workload;

/** Whether the application could run elsewhere as it is. */
public enum LocationCoupling {
    AGNOSTIC,
    PINNED
}
