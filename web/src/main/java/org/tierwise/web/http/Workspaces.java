package org.tierwise.web.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Optional;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/** Which workspace a request is about: the one that its cookie names, else the user's own. */
public final class Workspaces {
    private static final String COOKIE = "workspace";

    private final Tx tx;
    private final Workspace own;

    /** Makes the user's own workspace if this is the first start. */
    public Workspaces(Tx tx) {
        this.tx = tx;
        this.own = tx.write(ctx -> new WorkspaceRepository(ctx).ensureOwn());
    }

    public Workspace own() {
        return own;
    }

    public Workspace current(Context ctx) {
        var chosen = ctx.cookie(COOKIE);
        if (chosen == null || !chosen.matches("\\d{1,18}")) {
            return own;
        }
        return tx.read(db -> new WorkspaceRepository(db).find(Long.parseLong(chosen)))
                .orElse(own);
    }

    public long currentId(Context ctx) {
        return current(ctx).id();
    }

    /** The sample estate, if it was opened. */
    public Optional<Workspace> sample() {
        return tx.read(db -> new WorkspaceRepository(db).list()).stream()
                .filter(workspace -> workspace.kind() == Workspace.Kind.SAMPLE)
                .findFirst();
    }

    /** Lets the browser look at this workspace from now on. */
    public void choose(Context ctx, Workspace workspace) {
        var cookie = new Cookie(COOKIE, Long.toString(workspace.id()));
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.LAX);
        cookie.setMaxAge(30 * 24 * 3600);
        ctx.cookie(cookie);
    }
}
