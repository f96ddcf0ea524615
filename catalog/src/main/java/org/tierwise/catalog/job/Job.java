package org.tierwise.catalog.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work as a page shows it.
 *
 * @param kind which worker does it, such as "SOLVE"
 * @param input JSON of the kind
 * @param progress JSON of the kind; "{}" before it started
 * @param outcome a sentence for people when it failed; id of what it made when it is done; empty before
 * @param attempt how often it was begun
 * @param worker name of the instance that has it, or had it last; missing before it was begun
 * @param parentId of the job that it is a part of; missing for one that somebody asked for
 */
public record Job(
        long workspaceId,
        long id,
        String kind,
        String title,
        JobState state,
        String input,
        String progress,
        String outcome,
        int attempt,
        boolean stopRequested,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String worker,
        @Nullable Long parentId) {}
