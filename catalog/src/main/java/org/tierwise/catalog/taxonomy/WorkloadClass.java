package org.tierwise.catalog.taxonomy;

/** The classes of the decision table, in the order of its rules. */
public enum WorkloadClass {
    TRAINING,
    FINE_TUNING,
    BATCH,
    CONTROL_LOOP,
    LIVE_VIDEO,
    LARGE_CONTEXT,
    CODE_COMPLETION,
    LIVE_CONVERSATION,
    INTERACTIVE_TOLERANT,
    NEAR_REAL_TIME,
    UNCLASSIFIED
}
