package org.tierwise.catalog.account;

import java.time.Instant;

/**
 * A person who may sign in. Secrets are not part of it: see {@link Credentials}.
 *
 * @param email as it was typed; unique without regard to case
 * @param name for people, 1 to 200 characters
 * @param operator runs this installation: all accounts, all workspaces, backups
 * @param disabled cannot sign in, and sessions and tokens do not work
 * @param password whether there is a password; without one the person signs in elsewhere
 * @param secondFactor whether a second factor is set up
 * @param external whether the account is bound to an identity of an OpenID provider
 */
public record Account(
        long id,
        String email,
        String name,
        boolean operator,
        boolean disabled,
        boolean password,
        boolean secondFactor,
        boolean external,
        Instant createdAt) {}
