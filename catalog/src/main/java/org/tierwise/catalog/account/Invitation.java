package org.tierwise.catalog.account;

import java.time.Instant;

/** A place in a workspace that waits for somebody. */
public record Invitation(
        long workspaceId,
        long id,
        String email,
        WorkspaceRole role,
        String createdBy,
        Instant createdAt,
        Instant expiresAt) {}
