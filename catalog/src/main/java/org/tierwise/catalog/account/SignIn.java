package org.tierwise.catalog.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session that survives a restart.
 *
 * @param idSha256 SHA-256 of the secret session id, in hex; the id itself is never stored
 * @param account whose it is; missing for the holder of the sign-in link
 * @param secondFactor whether a second factor was given
 * @param agent the browser's name of itself when it signed in, at most 300 characters
 * @param address from where it signed in
 */
public record SignIn(
        String idSha256,
        @Nullable Account account,
        Stage stage,
        boolean secondFactor,
        String agent,
        String address,
        Instant createdAt,
        Instant lastUsedAt) {
    /** How far the sign-in is. */
    public enum Stage {
        /** Signed in. */
        OPEN,
        /** The password was right; the code of the second factor is still missing. */
        SECOND_FACTOR
    }
}
