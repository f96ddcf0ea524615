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
    UNCLASSIFIED;

    /** Nobody waits for its answers: it has a deadline at most, and no latency budget. */
    public boolean unattended() {
        return switch (this) {
            case TRAINING, FINE_TUNING, BATCH -> true;
            case CONTROL_LOOP,
                    LIVE_VIDEO,
                    LARGE_CONTEXT,
                    CODE_COMPLETION,
                    LIVE_CONVERSATION,
                    INTERACTIVE_TOLERANT,
                    NEAR_REAL_TIME,
                    UNCLASSIFIED -> false;
        };
    }
}
