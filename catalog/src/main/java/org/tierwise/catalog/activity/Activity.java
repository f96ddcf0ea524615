package org.tierwise.catalog.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change.
 *
 * @param actor who
 * @param verb "created", "changed", "deleted", "imported", "solved"
 * @param objectKind "workload", "site", "plan", …
 * @param objectId its key inside the workspace
 * @param summary one sentence for people
 * @param before JSON of the object before; missing if it was created
 * @param after JSON of the object after; missing if it was deleted
 */
public record Activity(
        long id,
        Instant happenedAt,
        String actor,
        String verb,
        String objectKind,
        String objectId,
        String summary,
        @Nullable String before,
        @Nullable String after) {}
