package org.tierwise.catalog.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the log. What the object was before and after is apart: see {@link ActivityDocuments}.
 *
 * @param seq counts the entries of the installation from 1, without gaps
 * @param workspaceId missing if it is about the installation; the workspace may be gone
 * @param verb "created", "changed", "deleted", "imported", "solved", …
 * @param subject what it was done to
 * @param summary one sentence for people
 * @param prevHash hash of the entry before this one
 * @param hash of this entry, see {@link ActivityChain}
 */
public record Activity(
        long seq,
        Instant happenedAt,
        @Nullable Long workspaceId,
        Actor by,
        String verb,
        ActivityLog.Subject subject,
        String summary,
        String prevHash,
        String hash) {}
