package org.tierwise.catalog.account;

import org.jspecify.annotations.Nullable;

/**
 * What proves that somebody is the person of an account. Never leaves the sign-in.
 *
 * @param passwordHash Argon2id in PHC form; missing if the person signs in elsewhere
 * @param totpSecret encrypted secret of the second factor; missing without one
 * @param totpStep time step of the last accepted code: a code works once
 */
public record Credentials(
        long accountId,
        @Nullable String passwordHash,
        @Nullable String totpSecret,
        long totpStep,
        boolean disabled) {}
