package org.tierwise.web.http;

import io.javalin.http.Context;
import java.util.Set;
import org.tierwise.catalog.workspace.Workspace;

/**
 * What the layout needs of the request.
 *
 * @param csrf token for forms
 * @param theme "light", "dark" or "auto"
 * @param path of this page with its query, to come back to
 * @param workspace name of the workspace that is shown; empty on pages for everyone
 * @param sample whether that is the sample estate
 */
public record Shell(String csrf, String theme, String path, boolean signedIn, String workspace, boolean sample) {
    static final String THEME_COOKIE = "theme";
    private static final Set<String> THEMES = Set.of("light", "dark");

    static Shell of(Context ctx) {
        var theme = ctx.cookie(THEME_COOKIE);
        var query = ctx.queryString();
        var workspace = Workspaces.identified(ctx);
        return new Shell(
                Csrf.token(ctx),
                theme != null && THEMES.contains(theme) ? theme : "auto",
                query == null ? ctx.path() : ctx.path() + "?" + query,
                Access.isSignedIn(ctx),
                workspace.map(Workspace::name).orElse(""),
                workspace.filter(shown -> shown.kind() == Workspace.Kind.SAMPLE).isPresent());
    }

    /** Whether the pages of the administrator are shown. Whoever redeemed the sign-in link is one. */
    public boolean admin() {
        return signedIn;
    }
}
