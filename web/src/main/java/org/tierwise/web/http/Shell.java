package org.tierwise.web.http;

import io.javalin.http.Context;
import java.util.Set;
import org.tierwise.catalog.account.Account;
import org.tierwise.catalog.workspace.Workspace;

/**
 * What the layout needs of the request.
 *
 * @param csrf token for forms
 * @param theme "light", "dark" or "auto"
 * @param path of this page with its query, to come back to
 * @param workspace name of the workspace that is shown; empty on pages for everyone
 * @param sample whether that is the sample estate
 * @param several whether the caller may see another workspace too
 * @param person name of who is signed in with an account; empty for the holder of the link
 * @param role of the caller in the workspace
 * @param secondFactorMissing whether the caller could do more with a second factor
 */
public record Shell(
        String csrf,
        String theme,
        String path,
        boolean signedIn,
        String workspace,
        boolean sample,
        boolean several,
        String person,
        Role role,
        boolean secondFactorMissing) {
    static final String THEME_COOKIE = "__Host-theme";
    private static final Set<String> THEMES = Set.of("light", "dark");

    static Shell of(Context ctx) {
        var theme = ctx.cookie(THEME_COOKIE);
        var query = ctx.queryString();
        var caller = Access.caller(ctx);
        var workspace = Workspaces.identified(ctx);
        return new Shell(
                Csrf.token(ctx),
                theme != null && THEMES.contains(theme) ? theme : "auto",
                query == null ? ctx.path() : ctx.path() + "?" + query,
                Access.isSignedIn(ctx),
                workspace.map(Workspace::name).orElse(""),
                workspace.filter(shown -> shown.kind() == Workspace.Kind.SAMPLE).isPresent(),
                caller.filter(who -> who.memberships().size() > 1).isPresent(),
                caller.flatMap(Caller::person).map(Account::name).orElse(""),
                caller.map(Caller::role).orElse(Role.ANYONE),
                caller.filter(Caller::secondFactorMissing).isPresent());
    }

    public boolean mayEdit() {
        return role.includes(Role.EDITOR);
    }

    /** Whether somebody is signed in who may not change anything here. */
    public boolean readsOnly() {
        return role == Role.VIEWER;
    }

    public boolean mayApprove() {
        return role.includes(Role.APPROVER);
    }

    public boolean mayAdminister() {
        return role.includes(Role.ADMIN);
    }

    public boolean mayOperate() {
        return role.includes(Role.OPERATOR);
    }
}
