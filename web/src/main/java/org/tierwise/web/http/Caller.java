package org.tierwise.web.http;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.account.Account;
import org.tierwise.catalog.account.Membership;
import org.tierwise.catalog.workspace.Workspace;

/**
 * Who makes a request, and what they may do in the workspace that it is about.
 *
 * @param account missing for the holder of the sign-in link, and for a token that that person made
 * @param name as activities and plans name them
 * @param session what the session is known by; missing for a program with a token
 * @param memberships the workspaces that they may see
 * @param workspace the one that this request is about; missing if they may see none
 * @param role in that workspace
 * @param secondFactorMissing whether the role is lower than it would be with a second factor
 */
public record Caller(
        Kind kind,
        @Nullable Account account,
        String name,
        @Nullable Session session,
        List<Membership> memberships,
        @Nullable Workspace workspace,
        Role role,
        boolean secondFactorMissing) {
    /** How they proved who they are. */
    public enum Kind {
        /** By the one-time link that the start prints. */
        LINK,
        /** By signing in. */
        ACCOUNT,
        /** By an API token. */
        TOKEN
    }

    /**
     * A browser's session.
     *
     * @param secret what the cookie holds
     * @param sha256 what the database knows of it
     * @param secondFactor whether a second factor was given
     */
    public record Session(String secret, String sha256, boolean secondFactor) {}

    public Caller {
        memberships = List.copyOf(memberships);
    }

    public Optional<Account> person() {
        return Optional.ofNullable(account);
    }

    /** Missing for the holder of the sign-in link. */
    public @Nullable Long accountId() {
        return account == null ? null : account.id();
    }

    public boolean may(Role needed) {
        return role.includes(needed);
    }
}
