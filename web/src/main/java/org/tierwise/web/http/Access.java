package org.tierwise.web.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.javalin.http.UnauthorizedResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.account.Account;
import org.tierwise.catalog.account.Secrets;
import org.tierwise.catalog.account.SignIn;
import org.tierwise.catalog.account.SignInRepository;

/**
 * Who may do what. {@link #identify} finds out who asks, {@link #check} compares their role with that of the route. The
 * database is asked with each request, so that a session that was ended, a role that was taken and an account that was
 * disabled count at once, on every instance. Safe for concurrent use.
 */
public final class Access {
    private static final String CALLER = "access.caller";
    private static final String CLIENT = "access.client";
    private static final String COOKIE = "tierwise";
    /** Longer than any page takes; nobody waits ten seconds for an answer. */
    private static final Duration ANSWER = Duration.ofSeconds(9);

    private static final String BEARER = "Bearer ";

    private final Tx tx;
    private final PublicAddress address;
    private final Callers callers;
    private final Secrets secrets = new Secrets();

    public Access(Tx tx, PublicAddress address, Callers callers) {
        this.tx = tx;
        this.address = address;
        this.callers = callers;
    }

    /** A request waits for a database server that does not answer, but not for long; runs before anything that asks it. */
    public void limitWaiting(Context ctx) {
        tx.waitAtMost(ANSWER);
    }

    /** Finds out who asks; runs before everything else that wants to know. */
    public void identify(Context ctx) {
        ctx.attribute(CLIENT, address.client(ctx).getHostAddress());
        if (ctx.path().startsWith("/static/") || ctx.path().startsWith("/health/")) {
            return;
        }
        var authorization = ctx.header("Authorization");
        // Who shows a token is a program: its cookies, if it has any, do not count.
        var caller = authorization == null ? bySession(ctx) : byToken(ctx, authorization);
        caller.ifPresent(found -> ctx.attribute(CALLER, found));
    }

    private Optional<Caller> bySession(Context ctx) {
        var secret = ctx.cookie(address.cookie(ctx, COOKIE));
        return secret == null ? Optional.empty() : callers.bySession(secret, Workspaces.chosen(ctx));
    }

    private Optional<Caller> byToken(Context ctx, String authorization) {
        // A leaked token is good for the API of one workspace, never for pages: members, tokens, accounts.
        if (!ctx.path().startsWith("/api/") || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        return callers.byToken(authorization.substring(BEARER.length()).strip());
    }

    /** Runs before each matched route. */
    public void check(Context ctx) {
        var needed = needed(ctx);
        var caller = caller(ctx);
        if (needed == Role.ANYONE) {
            return;
        }
        if (caller.isEmpty()) {
            throw unknown(ctx);
        }
        if (needed == Role.SIGNED_IN && caller.get().kind() == Caller.Kind.TOKEN) {
            throw new ForbiddenResponse("A program with an API token cannot do this. Sign in with a browser.");
        }
        if (caller.get().secondFactorMissing() && needed != Role.SIGNED_IN && showsPages(ctx)) {
            throw new HttpResponseException(
                    HttpStatus.SEE_OTHER, "Set up the second factor.", Map.of("location", "/account/second-factor"));
        }
        if (!caller.get().may(needed)) {
            throw new ForbiddenResponse(refusal(caller.get(), needed));
        }
    }

    private static Role needed(Context ctx) {
        return ctx.routeRoles().stream()
                .filter(Role.class::isInstance)
                .map(Role.class::cast)
                .findFirst()
                .orElse(Role.OPERATOR);
    }

    /** A browser is sent to the sign-in page, everyone else gets 401. */
    private static HttpResponseException unknown(Context ctx) {
        if (showsPages(ctx)) {
            return new HttpResponseException(HttpStatus.SEE_OTHER, "Sign in first.", Map.of("location", "/sign-in"));
        }
        if (ctx.header("Authorization") != null) {
            ctx.header("WWW-Authenticate", "Bearer");
            return new UnauthorizedResponse("The API token is unknown, has ended, or was withdrawn.");
        }
        return new UnauthorizedResponse("Sign in first: your session has ended, or there was none.");
    }

    private static boolean showsPages(Context ctx) {
        return ctx.method().equals(HandlerType.GET) && Errors.wantsHtml(ctx) && !Partial.asked(ctx);
    }

    private static String refusal(Caller caller, Role needed) {
        if (caller.secondFactorMissing()) {
            return "This needs your second factor. Set it up under Account, then sign in again.";
        }
        if (caller.workspace() == null) {
            return "You are not a member of a workspace yet. Ask an administrator to invite you.";
        }
        if (needed == Role.OPERATOR) {
            return "Only operators of this installation may do this.";
        }
        return "This needs the role " + word(needed) + " in the workspace ("
                + caller.workspace().name() + "), and you are " + word(caller.role())
                + " there. Ask an administrator of the workspace.";
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * What let a request in, to be looked at again while its answer goes on.
     *
     * @param secret of the session
     * @param workspace that it works in
     */
    public record Pass(String secret, OptionalLong workspace, Role needed) {}

    /** What let this request in. Only for routes that need a session. */
    public Pass pass(Context ctx) {
        var caller = required(ctx);
        var session = caller.session();
        if (session == null) {
            throw new IllegalStateException("Nobody has a session at " + ctx.path() + ".");
        }
        var workspace = caller.workspace();
        return new Pass(
                session.secret(),
                workspace == null ? OptionalLong.empty() : OptionalLong.of(workspace.id()),
                needed(ctx));
    }

    /** Whether the same would be let in now. Does not count as use of the session. */
    public boolean isValid(Pass pass) {
        return callers.look(pass.secret(), pass.workspace())
                .filter(caller -> caller.may(pass.needed()))
                .map(Caller::workspace)
                .filter(now -> pass.workspace().equals(OptionalLong.of(now.id())))
                .isPresent();
    }

    /** Who asks; missing without a session or token. */
    public static Optional<Caller> caller(Context ctx) {
        return Optional.ofNullable(ctx.attribute(CALLER));
    }

    /** Who asks. Only for routes that need a session. */
    public static Caller required(Context ctx) {
        return caller(ctx).orElseThrow(() -> new IllegalStateException("Nobody is signed in at " + ctx.path() + "."));
    }

    public static boolean isSignedIn(Context ctx) {
        return caller(ctx).isPresent();
    }

    /** Who asks, as activities and plans name them. Only for routes that need a session. */
    public static String actor(Context ctx) {
        return required(ctx).name();
    }

    /** The address of whoever asks, behind trusted proxies. */
    public static String client(Context ctx) {
        String known = ctx.attribute(CLIENT);
        return known == null ? ctx.ip() : known;
    }

    static @Nullable String sessionSecret(Context ctx) {
        return caller(ctx).map(Caller::session).map(Caller.Session::secret).orElse(null);
    }

    /**
     * Opens a session and gives its cookie to the browser. A session that the browser had ends, so that nobody can
     * prepare one for another person.
     *
     * @param account missing for the holder of the sign-in link
     */
    public void open(Context ctx, @Nullable Account account, SignIn.Stage stage, boolean secondFactor) {
        var secret = secrets.secret();
        var earlier = ctx.cookie(address.cookie(ctx, COOKIE));
        var from = new SignInRepository.From(
                ctx.userAgent() == null ? "" : String.valueOf(ctx.userAgent()),
                address.client(ctx).getHostAddress());
        tx.writingEssential(db -> {
            var sessions = new SignInRepository(db);
            if (earlier != null) {
                sessions.delete(Secrets.hash(earlier));
            }
            sessions.insert(Secrets.hash(secret), account == null ? null : account.id(), stage, secondFactor, from);
        });
        give(ctx, secret, account == null);
    }

    private void give(Context ctx, String secret, boolean link) {
        var cookie = new Cookie(address.cookie(ctx, COOKIE), secret);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(true);
        // Strict would drop the cookie on the redirect that follows the sign-in link or another site's sign-in.
        cookie.setSameSite(SameSite.LAX);
        cookie.setMaxAge((int) (link ? SignInRepository.LINK_AGE_MAX : SignInRepository.AGE_MAX).toSeconds());
        ctx.cookie(cookie);
    }

    /** The secret of a sign-in that still waits for its second factor. */
    public Optional<String> halfOpen(Context ctx) {
        return Optional.ofNullable(ctx.cookie(address.cookie(ctx, COOKIE)));
    }

    public void signOut(Context ctx) {
        caller(ctx)
                .map(Caller::session)
                .ifPresent(session -> tx.writingEssential(db -> new SignInRepository(db).delete(session.sha256())));
        Cookies.remove(ctx, address.cookie(ctx, COOKIE));
        // What the browser kept of our pages goes too; the cookie of the known browser stays.
        ctx.header("Clear-Site-Data", "\"cache\", \"storage\"");
    }
}
