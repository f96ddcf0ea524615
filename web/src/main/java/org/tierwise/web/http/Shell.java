package org.tierwise.web.http;

import io.javalin.http.Context;
import java.util.Set;

/**
 * What the layout needs of the request.
 *
 * @param csrf token for forms
 * @param theme "light", "dark" or "auto"
 * @param path of this page with its query, to come back to
 */
public record Shell(String csrf, String theme, String path, boolean signedIn) {
    static final String THEME_COOKIE = "theme";
    private static final Set<String> THEMES = Set.of("light", "dark");

    static Shell of(Context ctx) {
        var theme = ctx.cookie(THEME_COOKIE);
        var query = ctx.queryString();
        return new Shell(
                Csrf.token(ctx),
                theme != null && THEMES.contains(theme) ? theme : "auto",
                query == null ? ctx.path() : ctx.path() + "?" + query,
                Access.isSignedIn(ctx));
    }
}
