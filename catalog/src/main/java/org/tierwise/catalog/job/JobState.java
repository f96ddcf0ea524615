package org.tierwise.catalog.job;

/** Where a job stands. */
public enum JobState {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    /** Ended by the user before it had a result. A search that was stopped and kept its best is DONE. */
    STOPPED;

    public boolean ended() {
        return this == DONE || this == FAILED || this == STOPPED;
    }
}
