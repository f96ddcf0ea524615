package org.tierwise.web.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.util.Map;

/** The sign-in page, signing out, and the theme: all that works without a session. */
public final class SignIn {
    /** A year: a taste, not a secret. */
    private static final int THEME_SECONDS = 365 * 24 * 3600;

    private final Access access;
    private final SignInLink link;
    private final SecurityLog log;

    public SignIn(Access access, SignInLink link, SecurityLog log) {
        this.access = access;
        this.link = link;
        this.log = log;
    }

    public void show(Context ctx) {
        var token = ctx.queryParam("token");
        if (token != null && isOpened(ctx) && link.redeem(token)) {
            log.signedIn(ctx, "owner", "the link");
            access.signIn(ctx);
            ctx.redirect("/", HttpStatus.SEE_OTHER);
            return;
        }
        if (Access.isSignedIn(ctx)) {
            ctx.redirect("/", HttpStatus.SEE_OTHER);
            return;
        }
        if (token != null && isOpened(ctx)) {
            log.refused(ctx, "a link that is not the current one");
        }
        ctx.status(token == null ? HttpStatus.OK : HttpStatus.FORBIDDEN);
        ctx.render(
                "signin/page",
                Map.of("refused", token != null, "file", link.file().toString()));
    }

    /** A preview or a prefetch must not use the link up. */
    private static boolean isOpened(Context ctx) {
        return ctx.method().equals(HandlerType.GET)
                && ctx.header("Sec-Purpose") == null
                && ctx.header("Purpose") == null;
    }

    public void signOut(Context ctx) {
        log.signedOut(ctx);
        access.signOut(ctx);
        ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
    }

    /** Keeps the theme in a cookie, so that the server draws the page in it and nothing flashes. */
    public void theme(Context ctx) {
        var theme = Form.of(ctx).value("theme");
        var cookie = new Cookie(Shell.THEME_COOKIE, theme.equals("light") || theme.equals("dark") ? theme : "auto");
        cookie.setPath("/");
        cookie.setSameSite(SameSite.LAX);
        cookie.setMaxAge(THEME_SECONDS);
        ctx.cookie(cookie);
        var back = Form.of(ctx).value("back");
        ctx.redirect(Redirects.local(back) ? back : "/", HttpStatus.SEE_OTHER);
    }
}
