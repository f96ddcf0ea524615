package org.tierwise.catalog.estate;

/** What an import does to a workload that is or is not stored yet. */
public enum ImportEffect {
    NEW,
    CHANGED,
    UNCHANGED
}
