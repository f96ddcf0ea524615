package org.tierwise.catalog.estate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded inventory on its way into the workspace.
 *
 * @param sha256 of the file
 * @param settings JSON of the desk: what was chosen on the way
 * @param doneAt when its workloads were stored; missing before
 */
public record ImportBatch(
        long workspaceId,
        long id,
        String fileName,
        long bytes,
        String sha256,
        State state,
        Counts counts,
        String settings,
        String createdBy,
        Instant createdAt,
        @Nullable Instant doneAt) {
    /** How far it is. */
    public enum State {
        UPLOADED,
        VALIDATED,
        DONE
    }

    /** What the import does, or did once it is done, in rows of the file. */
    public record Counts(int added, int changed, int unchanged, int warned, int rejected) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0);
    }
}
