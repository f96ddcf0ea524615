package org.tierwise.web.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Optional;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/** Which workspace a request is about: the one that its cookie names, else the user's own. */
public final class Workspaces {
    private static final String COOKIE = "workspace";
    private static final String CURRENT = "workspace.current";

    private final Tx tx;
    private final Workspace own;

    /** Makes the user's own workspace if this is the first start. */
    public Workspaces(Tx tx) {
        this.tx = tx;
        this.own = tx.write(Workspaces::ensureOwn);
    }

    private static Workspace ensureOwn(TxContext db) {
        var workspaces = new WorkspaceRepository(db);
        boolean isFirst = workspaces.list().stream().noneMatch(known -> known.kind() == Workspace.Kind.OWN);
        var own = workspaces.ensureOwn();
        if (isFirst) {
            new ActivityLog(db)
                    .add(
                            own.id(),
                            Actor.TIERWISE,
                            "created",
                            new ActivityLog.Subject("workspace", Long.toString(own.id())),
                            "Made the workspace " + own.name() + " at the first start.",
                            null,
                            null);
        }
        return own;
    }

    public Workspace own() {
        return own;
    }

    /** Finds the workspace of a signed-in request, so that every page can name it. */
    public void identify(Context ctx) {
        if (Access.isSignedIn(ctx)) {
            ctx.attribute(CURRENT, find(ctx));
        }
    }

    public Workspace current(Context ctx) {
        Workspace known = ctx.attribute(CURRENT);
        return known == null ? find(ctx) : known;
    }

    /** The workspace that {@link #identify} found; missing on pages for everyone. */
    static Optional<Workspace> identified(Context ctx) {
        return Optional.ofNullable(ctx.attribute(CURRENT));
    }

    private Workspace find(Context ctx) {
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
