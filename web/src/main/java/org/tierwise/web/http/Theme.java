package org.tierwise.web.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;

/** Keeps the theme in a cookie, so that the server draws the page in it and nothing flashes. */
public final class Theme {
    /** A year: a taste, not a secret. */
    private static final int SECONDS = 365 * 24 * 3600;

    public void set(Context ctx) {
        var theme = Form.of(ctx).value("theme");
        var cookie = new Cookie(Shell.THEME_COOKIE, theme.equals("light") || theme.equals("dark") ? theme : "auto");
        cookie.setPath("/");
        cookie.setSecure(true);
        cookie.setSameSite(SameSite.LAX);
        cookie.setMaxAge(SECONDS);
        ctx.cookie(cookie);
        var back = Form.of(ctx).value("back");
        ctx.redirect(Redirects.local(back) ? back : "/", HttpStatus.SEE_OTHER);
    }
}
