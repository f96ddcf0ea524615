package org.tierwise.web.http;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.account.Secrets;

/**
 * Refuses writes that another site made the browser send: every unsafe request must come from our own origin and, in a
 * session, carry the session's token. The token is a hash of the session's secret, so that nothing needs to be stored.
 */
public final class Csrf {
    public static final String FIELD = "_csrf";
    static final String HEADER = "X-CSRF-Token";

    private static final Set<HandlerType> SAFE = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    private final PublicAddress address;

    public Csrf(PublicAddress address) {
        this.address = address;
    }

    public void check(Context ctx) {
        // A browser never adds a token to a request by itself.
        boolean program = Access.caller(ctx)
                .filter(caller -> caller.kind() == Caller.Kind.TOKEN)
                .isPresent();
        if (SAFE.contains(ctx.method()) || program) {
            return;
        }
        if (!isSameOrigin(ctx)) {
            throw new ForbiddenResponse(
                    "This request came from another site and was refused. Open the page again and repeat it there.");
        }
        var expected = token(ctx);
        if (!expected.isEmpty() && !matches(expected, offered(ctx))) {
            throw new ForbiddenResponse(
                    "The form was opened in another session and was refused. Load the page again and repeat it there.");
        }
    }

    /** The token of this request's session; empty without a session. */
    public static String token(Context ctx) {
        var secret = Access.sessionSecret(ctx);
        return secret == null ? "" : Secrets.hash("csrf " + secret).substring(0, 32);
    }

    private static @Nullable String offered(Context ctx) {
        var header = ctx.header(HEADER);
        return header != null || ctx.isJson() ? header : ctx.formParam(FIELD);
    }

    private static boolean matches(String expected, @Nullable String offered) {
        return offered != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    }

    /** Browsers send at least one of the two headers with each unsafe request; programs may send none. */
    private boolean isSameOrigin(Context ctx) {
        var site = ctx.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            return false;
        }
        var origin = ctx.header("Origin");
        return origin == null || origin.equalsIgnoreCase(address.origin(ctx));
    }
}
