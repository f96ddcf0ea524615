package org.tierwise.web.http;

import io.javalin.http.Context;

/** Whether htmx wants a part of a page. Boosted links and restored history ask for whole pages. */
public final class Partial {
    private Partial() {}

    public static boolean asked(Context ctx) {
        return "partial".equals(ctx.header("HX-Request-Type"));
    }
}
