package org.tierwise.web.account;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.SameSite;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.account.Account;
import org.tierwise.catalog.account.AccountRepository;
import org.tierwise.catalog.account.InstallationKey;
import org.tierwise.catalog.account.Invitation;
import org.tierwise.catalog.account.InvitationRepository;
import org.tierwise.web.http.Access;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.Caller;
import org.tierwise.web.http.Cookies;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.PublicAddress;

/**
 * Signing in at another site. A person is known by issuer and subject. A new person gets an account if their verified
 * email is invited; an account that exists is connected only by its owner, signed in: an email alone proves nothing.
 */
public final class OidcPages {
    private static final Logger LOG = LoggerFactory.getLogger(OidcPages.class);
    private static final String COOKIE = "oidc";
    private static final int COOKIE_SECONDS = 600;
    private static final String PURPOSE = "oidc";
    private static final String CONNECT = "connect";
    private static final String BACK = "/sign-in/oidc/return";

    private final Tx tx;
    private final @Nullable OidcClient client;
    private final InstallationKey key;
    private final PublicAddress address;
    private final SignInPages signIn;
    private final Proof proof;
    private final AccountLog log;
    private final Messages messages;

    public OidcPages(
            Tx tx,
            Optional<OidcProvider> provider,
            Clock clock,
            InstallationKey key,
            PublicAddress address,
            SignInPages signIn,
            Proof proof,
            AccountLog log,
            Messages messages) {
        this.tx = tx;
        this.client = provider.map(site -> new OidcClient(site, clock)).orElse(null);
        this.key = key;
        this.address = address;
        this.signIn = signIn;
        this.proof = proof;
        this.log = log;
        this.messages = messages;
    }

    /** Sends the browser to the provider. */
    public void start(Context ctx) {
        var site = ctx.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            // Another site must not sign somebody in behind their back.
            ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
            return;
        }
        leave(ctx, false).ifPresent(target -> ctx.redirect(target.toString(), HttpStatus.SEE_OTHER));
    }

    /**
     * Begins to connect an account that exists. Only a form of ours can ask for it, and the page then has a link,
     * because browsers let no form lead to another site here.
     */
    public void startConnecting(Context ctx) {
        if (proof.problem(ctx, Form.of(ctx)).isPresent()) {
            Done.redirect(ctx, "/account", "wrongcode");
            return;
        }
        leave(ctx, true).ifPresent(target -> ctx.render("account/connect", Map.of("target", target.toString())));
    }

    private Optional<URI> leave(Context ctx, boolean connect) {
        var away = OidcClient.Away.random();
        try {
            var target = client().authorization(away, back(ctx));
            var text = String.join(" ", away.state(), away.nonce(), away.verifier(), connect ? CONNECT : "");
            var cookie = new Cookie(
                    address.cookie(ctx, COOKIE), key.encrypt(text, PURPOSE).replace('=', '.'));
            cookie.setPath("/");
            cookie.setHttpOnly(true);
            cookie.setSecure(true);
            cookie.setSameSite(SameSite.LAX);
            cookie.setMaxAge(COOKIE_SECONDS);
            ctx.cookie(cookie);
            return Optional.of(target);
        } catch (OidcClient.OidcException e) {
            refuse(ctx, e.getMessage(), e);
            return Optional.empty();
        }
    }

    private OidcClient client() {
        if (client == null) {
            throw new NotFoundResponse("No other site is set up for signing in. See --oidc-issuer.");
        }
        return client;
    }

    private URI back(Context ctx) {
        return URI.create(address.linkBase(ctx) + BACK);
    }

    /** The browser comes back with a code. */
    public void comeBack(Context ctx) {
        var provider = client();
        var away = away(ctx);
        Cookies.remove(ctx, address.cookie(ctx, COOKIE));
        var state = ctx.queryParam("state");
        var code = ctx.queryParam("code");
        if (away.isEmpty() || state == null || !equal(away.get().sent().state(), state)) {
            refuse(ctx, messages.text("signin.oidc.state"), null);
            return;
        }
        if (code == null) {
            refuse(ctx, messages.text("signin.oidc.denied"), null);
            return;
        }
        try {
            enter(
                    ctx,
                    provider.identity(code, away.get().sent(), back(ctx)),
                    away.get().connect());
        } catch (OidcClient.OidcException e) {
            refuse(ctx, e.getMessage(), e);
        }
    }

    private record Trip(OidcClient.Away sent, boolean connect) {}

    private Optional<Trip> away(Context ctx) {
        var cookie = ctx.cookie(address.cookie(ctx, COOKIE));
        if (cookie == null) {
            return Optional.empty();
        }
        try {
            var parts = key.decrypt(cookie.replace('.', '='), PURPOSE).split(" ", -1);
            return Optional.of(new Trip(new OidcClient.Away(parts[0], parts[1], parts[2]), parts[3].equals(CONNECT)));
        } catch (StorageException e) {
            LOG.debug("A cookie of a sign-in elsewhere was refused.", e);
            return Optional.empty();
        }
    }

    private static boolean equal(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private void enter(Context ctx, OidcClient.Identity identity, boolean connect) {
        var here = Access.caller(ctx).flatMap(Caller::person);
        Optional<Account> known =
                tx.read(db -> new AccountRepository(db).findByIdentity(identity.issuer(), identity.subject()));
        if (known.isPresent()) {
            if (known.get().disabled()) {
                refuse(ctx, messages.text("signin.disabled"), null);
            } else {
                signIn.finishElsewhere(ctx, known.get(), identity.strong());
            }
        } else if (connect && here.isPresent()) {
            connect(ctx, here.get(), identity);
        } else {
            register(ctx, identity);
        }
    }

    private void connect(Context ctx, Account person, OidcClient.Identity identity) {
        tx.writing(db -> {
            new AccountRepository(db).setIdentity(person.id(), identity.issuer(), identity.subject());
            log.changed(
                    db,
                    null,
                    Acting.by(ctx),
                    "changed",
                    AccountPages.subject(person),
                    person.email() + " connected the account with " + identity.issuer());
        });
        Done.redirect(ctx, "/account", "connected");
    }

    private void register(Context ctx, OidcClient.Identity identity) {
        if (identity.email().isEmpty() || !identity.verified()) {
            refuse(ctx, messages.text("signin.oidc.unverified"), null);
            return;
        }
        var made = tx.write(db -> account(db, ctx, identity));
        if (made.isEmpty()) {
            boolean taken = tx.read(db ->
                    new AccountRepository(db).findByEmail(identity.email()).isPresent());
            refuse(ctx, messages.text(taken ? "signin.oidc.taken" : "signin.oidc.stranger", identity.email()), null);
            return;
        }
        signIn.finishElsewhere(ctx, made.get(), identity.strong());
    }

    /** Makes the account of an invited person. */
    private Optional<Account> account(TxContext db, Context ctx, OidcClient.Identity identity) {
        var accounts = new AccountRepository(db);
        List<Invitation> invitations = new InvitationRepository(db).listFor(identity.email());
        if (invitations.isEmpty() || accounts.findByEmail(identity.email()).isPresent()) {
            return Optional.empty();
        }
        var name = identity.name().isBlank() ? identity.email() : identity.name();
        var made = accounts.insert(identity.email(), name.substring(0, Math.min(200, name.length())), false);
        accounts.setIdentity(made.id(), identity.issuer(), identity.subject());
        for (var invitation : invitations) {
            accounts.setMember(invitation.workspaceId(), made.id(), invitation.role());
            boolean used = new InvitationRepository(db).delete(invitation.workspaceId(), invitation.id());
            if (used) {
                log.changed(
                        db,
                        invitation.workspaceId(),
                        Acting.unknown(ctx, AccountLog.name(made)),
                        "joined",
                        AccountPages.subject(made),
                        made.email() + " joined, signed in at " + identity.issuer(),
                        null,
                        new AccountLog.Rights(made.email(), invitation.role()));
            }
        }
        return accounts.find(made.id());
    }

    private void refuse(Context ctx, @Nullable String problem, @Nullable Exception cause) {
        LOG.warn("A sign-in elsewhere was refused: {}", problem, cause);
        ctx.status(HttpStatus.FORBIDDEN);
        ctx.render("account/refused", Map.of("problem", String.valueOf(problem)));
    }
}
