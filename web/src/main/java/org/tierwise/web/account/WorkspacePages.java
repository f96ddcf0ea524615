package org.tierwise.web.account;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.account.Membership;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;
import org.tierwise.web.http.Access;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Role;
import org.tierwise.web.http.Workspaces;

/** The workspaces that one may see: choosing, making, renaming and deleting them. */
public final class WorkspacePages {
    private static final int NAME_MAX = 200;

    private final Tx tx;
    private final Workspaces workspaces;
    private final AccountLog log;
    private final Messages messages;

    public WorkspacePages(Tx tx, Workspaces workspaces, AccountLog log, Messages messages) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.log = log;
        this.messages = messages;
    }

    /** A workspace in the list. */
    public record Row(long id, String name, String role, boolean sample, boolean current) {}

    public void list(Context ctx) {
        render(ctx, Form.EMPTY);
    }

    private void render(Context ctx, Form form) {
        var caller = Access.required(ctx);
        var model = new LinkedHashMap<String, Object>();
        model.put(
                "rows",
                caller.memberships().stream()
                        .map(membership -> new Row(
                                membership.workspace().id(),
                                membership.workspace().name(),
                                messages.text("account.role." + membership.role()),
                                membership.workspace().kind() == Workspace.Kind.SAMPLE,
                                membership.workspace().equals(caller.workspace())))
                        .toList());
        model.put("mayCreate", caller.may(Role.OPERATOR));
        model.put(
                "mayRename",
                caller.may(Role.ADMIN)
                        && caller.workspace() != null
                        && caller.workspace().kind() == Workspace.Kind.OWN);
        model.put(
                "current", caller.workspace() == null ? "" : caller.workspace().name());
        model.put("form", form);
        model.put("done", Done.of(ctx, messages));
        ctx.render("account/workspaces", model);
    }

    public void choose(Context ctx) {
        var id = ctx.pathParam("id");
        var chosen = Access.required(ctx).memberships().stream()
                .map(Membership::workspace)
                .filter(workspace -> Long.toString(workspace.id()).equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse("There is no workspace (" + id + ") that you may see."));
        workspaces.choose(ctx, chosen);
        ctx.redirect("/", HttpStatus.SEE_OTHER);
    }

    public void create(Context ctx) {
        var form = Form.of(ctx);
        if (refused(ctx, form, "name")) {
            return;
        }
        var made = tx.write(db -> {
            var workspace = new WorkspaceRepository(db).insert(form.value("name"), Workspace.Kind.OWN);
            log.changed(
                    db,
                    workspace.id(),
                    Acting.by(ctx),
                    "created",
                    subject(workspace),
                    "Workspace " + workspace.name(),
                    null,
                    new AccountLog.Room(workspace.name()));
            return workspace;
        });
        workspaces.choose(ctx, made);
        Done.redirect(ctx, "/workspaces", "created");
    }

    public void rename(Context ctx) {
        var form = Form.of(ctx);
        if (refused(ctx, form, "rename")) {
            return;
        }
        var current = workspaces.current(ctx);
        tx.writing(db -> {
            new WorkspaceRepository(db).rename(current.id(), form.value("rename"));
            log.changed(
                    db,
                    current.id(),
                    Acting.by(ctx),
                    "changed",
                    subject(current),
                    "Workspace " + current.name() + " is now called " + form.value("rename"),
                    new AccountLog.Room(current.name()),
                    new AccountLog.Room(form.value("rename")));
        });
        Done.redirect(ctx, "/workspaces", "renamed");
    }

    private boolean refused(Context ctx, Form form, String field) {
        var name = form.value(field);
        if (!name.isEmpty() && name.length() <= NAME_MAX) {
            return false;
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        render(ctx, form.withErrors(Map.of(field, messages.text("account.name.error", NAME_MAX))));
        return true;
    }

    /** Deletes a workspace with all that is in it, if its name was typed. */
    public void delete(Context ctx) {
        var form = Form.of(ctx);
        var id = form.value("workspace");
        var doomed = Access.required(ctx).memberships().stream()
                .map(Membership::workspace)
                .filter(workspace -> Long.toString(workspace.id()).equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse("There is no workspace (" + id + ") to delete."));
        if (!form.value("confirm").equals(doomed.name())) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            render(ctx, form.withErrors(Map.of("confirm", messages.text("account.workspace.confirm", doomed.name()))));
            return;
        }
        tx.writing(db -> {
            log.changed(
                    db,
                    null,
                    Acting.by(ctx),
                    "deleted",
                    subject(doomed),
                    "Workspace " + doomed.name(),
                    new AccountLog.Room(doomed.name()),
                    null);
            if (!new WorkspaceRepository(db).delete(doomed.id())) {
                throw new NotFoundResponse("The workspace (" + doomed.name() + ") was deleted already.");
            }
            new WorkspaceRepository(db).ensureOwn();
        });
        workspaces.forget(ctx);
        Done.redirect(ctx, "/workspaces", "deleted");
    }

    private static ActivityLog.Subject subject(Workspace workspace) {
        return new ActivityLog.Subject("workspace", Long.toString(workspace.id()));
    }
}
