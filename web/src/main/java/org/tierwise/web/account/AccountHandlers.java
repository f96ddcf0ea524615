package org.tierwise.web.account;

import java.time.Clock;
import java.util.Optional;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.account.InstallationKey;
import org.tierwise.catalog.account.PasswordHasher;
import org.tierwise.web.http.Access;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.PublicAddress;
import org.tierwise.web.http.SecurityLog;
import org.tierwise.web.http.SignInLink;
import org.tierwise.web.http.Workspaces;

/** The handlers of everything about people, and what they are made of. */
public record AccountHandlers(
        SignInPages signIn,
        OidcPages oidc,
        InvitationPages invitations,
        AccountPages account,
        SecondFactorPages secondFactor,
        WorkspacePages workspaces,
        MemberPages members,
        TokenPages tokens,
        PeoplePages people) {
    /** What the handlers need of the rest. */
    public record Needs(
            Tx tx,
            Access access,
            SignInLink link,
            PublicAddress address,
            Workspaces workspaces,
            InstallationKey key,
            Clock clock,
            Messages messages) {}

    public static AccountHandlers of(Needs needs, Optional<OidcProvider> provider) {
        var tx = needs.tx();
        var messages = needs.messages();
        var address = needs.address();
        var hasher = new PasswordHasher();
        var log = new AccountLog(new SecurityLog(tx, needs.clock()));
        var passwords = new NewPassword(hasher, messages);
        var authentication = new Authentication(tx, hasher, needs.key());
        var proof = new Proof(authentication, messages);
        var signIn = new SignInPages(
                tx, needs.access(), authentication, needs.link(), address, log, messages, provider.isPresent());
        var account = new AccountPages(tx, needs.access(), proof, passwords, log, messages, provider.isPresent());
        return new AccountHandlers(
                signIn,
                new OidcPages(tx, provider, needs.clock(), needs.key(), address, signIn, proof, log, messages),
                new InvitationPages(tx, passwords, signIn, log, messages),
                account,
                new SecondFactorPages(
                        tx, needs.access(), authentication, proof, needs.key(), needs.clock(), log, messages),
                new WorkspacePages(tx, needs.workspaces(), log, messages),
                new MemberPages(tx, needs.workspaces(), address, log, messages),
                new TokenPages(tx, needs.workspaces(), needs.clock(), log, messages),
                new PeoplePages(tx, new NewOperator(tx, passwords, log, messages), address, log, messages));
    }
}
