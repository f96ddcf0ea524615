package org.tierwise.web.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.SameSite;
import java.util.Optional;
import java.util.OptionalLong;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.account.Membership;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/** Which workspace a request is about: the one that its cookie names and the caller may see, else their first. */
public final class Workspaces {
    private static final String COOKIE = "__Host-workspace";

    private final Tx tx;

    /** Makes the first workspace if this is the first start. */
    public Workspaces(Tx tx) {
        this.tx = tx;
        tx.writeEssential(Workspaces::ensureOwn);
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

    /** What the browser asks for; whether it may is decided by {@link Callers}. */
    static OptionalLong chosen(Context ctx) {
        var chosen = ctx.cookie(COOKIE);
        return chosen == null || !chosen.matches("\\d{1,18}")
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(chosen));
    }

    public Workspace current(Context ctx) {
        return identified(ctx)
                .orElseThrow(() -> new ForbiddenResponse(
                        "You are not a member of a workspace yet. Ask an administrator to invite you."));
    }

    /** Missing on pages for everyone, and for people without a workspace. */
    static Optional<Workspace> identified(Context ctx) {
        return Access.caller(ctx).map(Caller::workspace);
    }

    public long currentId(Context ctx) {
        return current(ctx).id();
    }

    /** The first workspace of the caller that is not the sample. */
    public Optional<Workspace> own(Context ctx) {
        return Access.required(ctx).memberships().stream()
                .map(Membership::workspace)
                .filter(workspace -> workspace.kind() == Workspace.Kind.OWN)
                .findFirst();
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
        cookie.setSecure(true);
        cookie.setSameSite(SameSite.LAX);
        cookie.setMaxAge(30 * 24 * 3600);
        ctx.cookie(cookie);
    }

    /** Lets the browser look at the caller's first workspace again. */
    public void forget(Context ctx) {
        Cookies.remove(ctx, COOKIE);
    }
}
