package org.tierwise.web.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.account.Account;
import org.tierwise.catalog.account.AccountRepository;
import org.tierwise.catalog.account.ApiToken;
import org.tierwise.catalog.account.ApiTokenRepository;
import org.tierwise.catalog.account.Membership;
import org.tierwise.catalog.account.Secrets;
import org.tierwise.catalog.account.SignIn;
import org.tierwise.catalog.account.SignInRepository;
import org.tierwise.catalog.account.WorkspaceRole;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/** From a session or a token to who it is and what they may do, in one look into the database. */
public final class Callers {
    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);
    /** Use is noted at most so often: a page costs no write. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
    /** How the holder of the sign-in link is named. */
    static final String LINK_NAME = "owner";

    private final Tx tx;
    private final boolean secondFactorRequired;

    /**
     * @param secondFactorRequired whether people with accounts need a second factor for anything but their own account
     */
    public Callers(Tx tx, boolean secondFactorRequired) {
        this.tx = tx;
        this.secondFactorRequired = secondFactorRequired;
    }

    private record Seen(Optional<Caller> caller, boolean note) {}

    Optional<Caller> bySession(String secret, OptionalLong chosen) {
        var seen = see(secret, chosen);
        if (seen.note()) {
            note(db -> new SignInRepository(db).touch(Secrets.hash(secret)));
        }
        return seen.caller();
    }

    /** The same without noting that the session was used. */
    Optional<Caller> look(String secret, OptionalLong chosen) {
        return see(secret, chosen).caller();
    }

    private Seen see(String secret, OptionalLong chosen) {
        var hash = Secrets.hash(secret);
        return tx.read(db -> new SignInRepository(db)
                .find(hash)
                .filter(found -> found.stage() == SignIn.Stage.OPEN)
                .map(found -> new Seen(
                        Optional.of(caller(db, found, new Caller.Session(secret, hash, found.secondFactor()), chosen)),
                        isOld(found.lastUsedAt(), db.now())))
                .orElse(new Seen(Optional.empty(), false)));
    }

    private Caller caller(TxContext db, SignIn found, Caller.Session session, OptionalLong chosen) {
        var account = found.account();
        var memberships = account == null || account.operator() ? all(db) : of(db, account);
        var workspace = choose(memberships, chosen);
        var role = role(account, memberships, workspace);
        boolean capped =
                secondFactorRequired && account != null && !found.secondFactor() && !Role.EDITOR.includes(role);
        return new Caller(
                account == null ? Caller.Kind.LINK : Caller.Kind.ACCOUNT,
                account,
                account == null ? LINK_NAME : account.name() + " <" + account.email() + ">",
                session,
                memberships,
                workspace,
                capped ? Role.SIGNED_IN : role,
                capped);
    }

    private static List<Membership> all(TxContext db) {
        return new WorkspaceRepository(db)
                .list().stream()
                        .map(workspace -> new Membership(workspace, WorkspaceRole.ADMIN))
                        .toList();
    }

    /** Whoever signed in may try the sample estate. */
    private static List<Membership> of(TxContext db, Account account) {
        var own = new java.util.ArrayList<>(new AccountRepository(db).memberships(account.id()));
        new WorkspaceRepository(db)
                .list().stream()
                        .filter(workspace -> workspace.kind() == Workspace.Kind.SAMPLE)
                        .filter(sample -> own.stream()
                                .noneMatch(member -> member.workspace().id() == sample.id()))
                        .forEach(sample -> own.add(new Membership(sample, WorkspaceRole.EDITOR)));
        return own;
    }

    private static @Nullable Workspace choose(List<Membership> memberships, OptionalLong chosen) {
        return memberships.stream()
                .map(Membership::workspace)
                .filter(workspace -> chosen.isPresent() && workspace.id() == chosen.getAsLong())
                .findFirst()
                .or(() -> memberships.stream()
                        .map(Membership::workspace)
                        .filter(workspace -> workspace.kind() == Workspace.Kind.OWN)
                        .findFirst())
                .or(() -> memberships.stream().map(Membership::workspace).findFirst())
                .orElse(null);
    }

    private static Role role(@Nullable Account account, List<Membership> memberships, @Nullable Workspace workspace) {
        if (account == null || account.operator()) {
            return Role.OPERATOR;
        }
        return memberships.stream()
                .filter(membership ->
                        workspace != null && membership.workspace().id() == workspace.id())
                .map(membership -> Role.of(membership.role()))
                .findFirst()
                .orElse(Role.SIGNED_IN);
    }

    Optional<Caller> byToken(String token) {
        if (!token.startsWith(Secrets.TOKEN_PREFIX)) {
            return Optional.empty();
        }
        record Used(ApiToken token, Optional<Caller> caller, boolean note) {}
        var used = tx.read(db -> new ApiTokenRepository(db)
                .find(Secrets.hash(token))
                .map(found -> new Used(
                        found, caller(db, found), found.lastUsedAt() == null || isOld(found.lastUsedAt(), db.now()))));
        used.filter(Used::note)
                .ifPresent(found -> note(db -> {
                    new ApiTokenRepository(db)
                            .touch(found.token().workspaceId(), found.token().id());
                    return true;
                }));
        return used.flatMap(Used::caller);
    }

    /** A token can do no more than its maker can now. */
    private static Optional<Caller> caller(TxContext db, ApiToken token) {
        var maker = token.account();
        var limit = maker == null || maker.operator()
                ? Optional.of(WorkspaceRole.ADMIN)
                : of(db, maker).stream()
                        .filter(membership -> membership.workspace().id() == token.workspaceId())
                        .map(Membership::role)
                        .findFirst();
        var workspace = new WorkspaceRepository(db).find(token.workspaceId());
        if (limit.isEmpty() || workspace.isEmpty()) {
            return Optional.empty();
        }
        var role = token.role().atMost(limit.get());
        return Optional.of(new Caller(
                Caller.Kind.TOKEN,
                maker,
                "token " + token.name() + " of " + token.createdBy(),
                null,
                List.of(new Membership(workspace.get(), role)),
                workspace.get(),
                Role.of(role),
                false));
    }

    private static boolean isOld(Instant noted, Instant now) {
        return noted.plus(NOTED_EVERY).isBefore(now);
    }

    /** A page is worth more than the note that it was read. */
    private void note(Tx.Work<Boolean> change) {
        try {
            tx.writeUnsynced(change);
        } catch (StorageException e) {
            LOG.debug("The use of a session was not noted.", e);
        }
    }
}
