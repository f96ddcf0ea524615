package org.tierwise.web.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.javalin.http.UnauthorizedResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what. Until there are accounts, whoever redeemed the sign-in link is the owner and everyone else is
 * nobody.
 */
public final class Access {
    private static final String SIGNED_IN = "access.secret";

    private final Sessions sessions;

    public Access(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Finds the session of a request, if it has one; runs before everything else that asks for it. */
    public void identify(Context ctx) {
        var secret = ctx.cookie(cookieName(ctx));
        if (secret != null && sessions.isOpen(secret)) {
            ctx.attribute(SIGNED_IN, secret);
        }
    }

    /** Runs before each matched route: a browser is sent to the sign-in page, everyone else gets 401. */
    public void check(Context ctx) {
        if (ctx.routeRoles().contains(Role.ANYONE) || isSignedIn(ctx)) {
            return;
        }
        if (ctx.method().equals(HandlerType.GET) && Errors.wantsHtml(ctx) && !Partial.asked(ctx)) {
            throw new HttpResponseException(HttpStatus.SEE_OTHER, "Sign in first.", Map.of("location", "/sign-in"));
        }
        throw new UnauthorizedResponse("Sign in first: open the link that the start of Tierwise printed.");
    }

    public static boolean isSignedIn(Context ctx) {
        return sessionSecret(ctx) != null;
    }

    /** Who asks, as activities and plans name them. Only for routes that need a session. */
    public static String actor(Context ctx) {
        if (!isSignedIn(ctx)) {
            throw new IllegalStateException("Nobody is signed in at " + ctx.path() + ".");
        }
        return "owner";
    }

    static @Nullable String sessionSecret(Context ctx) {
        return ctx.attribute(SIGNED_IN);
    }

    /** Opens a session and gives its cookie to the browser. */
    public void signIn(Context ctx) {
        var cookie = new Cookie(cookieName(ctx), sessions.open());
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(true);
        // Strict would drop the cookie on the redirect that follows the sign-in link, as that link comes from
        // elsewhere.
        cookie.setSameSite(SameSite.LAX);
        cookie.setMaxAge((int) SESSION_LIFE.toSeconds());
        ctx.cookie(cookie);
    }

    public void signOut(Context ctx) {
        var secret = sessionSecret(ctx);
        if (secret != null) {
            sessions.close(secret);
        }
    }

    /** 30 days: on the owner's own machine, where a shorter life would only mean more copied links. */
    public static final Duration SESSION_LIFE = Duration.ofDays(30);

    /** Cookies do not know ports, so that two instances on one machine need two names. */
    private static String cookieName(Context ctx) {
        return "__Host-tierwise-" + ctx.req().getLocalPort();
    }
}
