package org.tierwise.catalog.account;

import java.time.Instant;

/**
 * A session that survives a restart.
 *
 * @param idSha256 SHA-256 of the secret session id, in hex; the id itself is never stored
 */
public record SignIn(String idSha256, Instant createdAt, Instant lastUsedAt) {}
