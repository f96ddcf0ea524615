package org.tierwise.web.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;

/** Takes cookies away. Browsers refuse to change one whose name begins with __Host- unless it is secure, as it was. */
public final class Cookies {
    private Cookies() {}

    public static void remove(Context ctx, String name) {
        var cookie = new Cookie(name, "");
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(true);
        cookie.setMaxAge(0);
        ctx.cookie(cookie);
    }
}
