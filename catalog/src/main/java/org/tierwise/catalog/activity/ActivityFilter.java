package org.tierwise.catalog.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for. Empty texts let everything through.
 *
 * @param workspaceId missing for the whole installation
 * @param text words that must all occur in the summary, the object or the name of the actor
 * @param actor name
 * @param kind of object
 * @param id of the object
 * @param from first moment
 * @param until first moment after the last
 */
public record ActivityFilter(
        @Nullable Long workspaceId,
        String text,
        String actor,
        String kind,
        String id,
        String verb,
        @Nullable Instant from,
        @Nullable Instant until) {
    /** All of a workspace. */
    public static ActivityFilter of(long workspaceId) {
        return new ActivityFilter(workspaceId, "", "", "", "", "", null, null);
    }

    /** True if entries have to be looked at one by one to know which it lets through: no index knows. */
    boolean scans() {
        return !(text + actor + verb).isBlank()
                || workspaceId == null && !id.isEmpty()
                || from != null
                || until != null;
    }

    /** True if it leaves something out beside other workspaces. */
    public boolean narrows() {
        return !(text + actor + kind + id + verb).isBlank() || from != null || until != null;
    }
}
