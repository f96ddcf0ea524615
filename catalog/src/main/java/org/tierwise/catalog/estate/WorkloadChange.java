package org.tierwise.catalog.estate;

import org.tierwise.catalog.workload.Workload;

/** What became of an edit. */
public sealed interface WorkloadChange {
    /** It is stored, with its new version. */
    record Stored(StoredWorkload workload) implements WorkloadChange {}

    /** Somebody changed it since the form was opened; nothing was written. */
    record Stale(StoredWorkload current) implements WorkloadChange {}

    /** It is gone. */
    record Missing(long id) implements WorkloadChange {}

    /** Another workload of the same source has this external id; nothing was written. */
    record Duplicate(Workload refused) implements WorkloadChange {}
}
