package org.tierwise.catalog.workload;

/** Who waits for the answer. */
public enum Waiting {
    HUMAN,
    MACHINE,
    NOBODY
}
