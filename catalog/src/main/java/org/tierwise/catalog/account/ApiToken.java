package org.tierwise.catalog.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key for a program: one workspace, one role, an end.
 *
 * @param account who made it: it can do no more than that person can now; missing if the holder of the sign-in link did
 * @param lastUsedAt missing if it was never used; noted at most once a minute
 */
public record ApiToken(
        long workspaceId,
        long id,
        String name,
        @Nullable Account account,
        WorkspaceRole role,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
