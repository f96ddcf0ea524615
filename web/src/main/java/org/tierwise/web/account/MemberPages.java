package org.tierwise.web.account;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.account.AccountRepository;
import org.tierwise.catalog.account.InvitationRepository;
import org.tierwise.catalog.account.Member;
import org.tierwise.catalog.account.Secrets;
import org.tierwise.catalog.account.WorkspaceRole;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.web.http.Access;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.PublicAddress;
import org.tierwise.web.http.Times;
import org.tierwise.web.http.Workspaces;

/** Who may see the workspace and as what, and who is invited. */
public final class MemberPages {
    private final Tx tx;
    private final Workspaces workspaces;
    private final PublicAddress address;
    private final AccountLog log;
    private final Messages messages;
    private final Secrets secrets = new Secrets();

    public MemberPages(Tx tx, Workspaces workspaces, PublicAddress address, AccountLog log, Messages messages) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.address = address;
        this.log = log;
        this.messages = messages;
    }

    /** An invitation that waits. */
    public record Waiting(long id, String email, String role, String by, String until) {}

    /** A role to choose. */
    public record Choice(String value, String label, String text) {}

    public void list(Context ctx) {
        render(ctx, Form.EMPTY, "");
    }

    private void render(Context ctx, Form form, String link) {
        long workspace = workspaces.currentId(ctx);
        var model = new LinkedHashMap<String, Object>();
        List<Member> members = tx.read(db -> new AccountRepository(db).members(workspace));
        model.put("members", members);
        model.put(
                "waiting",
                tx.read(db -> new InvitationRepository(db).list(workspace)).stream()
                        .map(one -> new Waiting(
                                one.id(),
                                one.email(),
                                messages.text("account.role." + one.role()),
                                one.createdBy(),
                                Times.minute(one.expiresAt())))
                        .toList());
        model.put(
                "roles",
                Arrays.stream(WorkspaceRole.values())
                        .map(role -> new Choice(
                                role.name(),
                                messages.text("account.role." + role),
                                messages.text("account.role." + role + ".text")))
                        .toList());
        model.put("form", form);
        model.put("link", link);
        model.put("done", Done.of(ctx, messages));
        model.put("sample", workspaces.current(ctx).kind() == Workspace.Kind.SAMPLE);
        ctx.render("account/members", model);
    }

    /** Makes an invitation; its link is shown once, on the page that answers. */
    public void invite(Context ctx) {
        var workspace = workspaces.current(ctx);
        if (workspace.kind() == Workspace.Kind.SAMPLE) {
            throw new ForbiddenResponse("Everybody with an account may see the sample; nobody needs an invitation.");
        }
        var form = Form.of(ctx);
        var email = form.value("email");
        var role = role(form.value("role"));
        var errors = new LinkedHashMap<String, String>();
        if (!Emails.isOne(email)) {
            errors.put("email", messages.text("account.email.error", email));
        }
        if (role.isEmpty()) {
            errors.put("role", messages.text("account.role.error"));
        }
        if (!errors.isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            render(ctx, form.withErrors(errors), "");
            return;
        }
        var token = secrets.secret();
        tx.writing(db -> {
            var made = new InvitationRepository(db)
                    .insert(workspace.id(), Secrets.hash(token), email, role.get(), Access.actor(ctx));
            log.changed(
                    db,
                    workspace.id(),
                    Acting.by(ctx),
                    "invited",
                    new ActivityLog.Subject("member", made.email()),
                    made.email() + " was invited as " + word(made.role()),
                    null,
                    new AccountLog.Rights(made.email(), made.role()));
        });
        render(ctx, Form.EMPTY, address.linkBase(ctx) + "/invitation?token=" + token);
    }

    private static Optional<WorkspaceRole> role(String name) {
        return Arrays.stream(WorkspaceRole.values())
                .filter(role -> role.name().equals(name))
                .findFirst();
    }

    private static String word(WorkspaceRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    public void withdraw(Context ctx) {
        long workspace = workspaces.currentId(ctx);
        long id = id(ctx);
        boolean withdrawn = tx.write(db -> {
            var invitations = new InvitationRepository(db);
            var before = invitations.list(workspace).stream()
                    .filter(one -> one.id() == id)
                    .findFirst();
            boolean found = invitations.delete(workspace, id);
            if (found) {
                log.changed(
                        db,
                        workspace,
                        Acting.by(ctx),
                        "withdrawn",
                        new ActivityLog.Subject("invitation", Long.toString(id)),
                        "An invitation was withdrawn",
                        before.map(one -> new AccountLog.Rights(one.email(), one.role()))
                                .orElse(null),
                        null);
            }
            return found;
        });
        if (!withdrawn) {
            throw new NotFoundResponse("There is no invitation (" + id + ") in this workspace. Maybe it was accepted.");
        }
        Done.redirect(ctx, "/members", "withdrawn");
    }

    public void setRole(Context ctx) {
        var member = member(ctx);
        var form = Form.of(ctx);
        var role = role(form.value("role"));
        if (role.isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            render(ctx, form.withErrors(Map.of("", messages.text("account.role.error"))), "");
            return;
        }
        long workspace = workspaces.currentId(ctx);
        tx.writing(db -> {
            new AccountRepository(db).setMember(workspace, member.accountId(), role.get());
            log.changed(
                    db,
                    workspace,
                    Acting.by(ctx),
                    "changed",
                    new ActivityLog.Subject("member", member.email()),
                    member.email() + " was " + word(member.role()) + " and is now " + word(role.get()),
                    new AccountLog.Rights(member.email(), member.role()),
                    new AccountLog.Rights(member.email(), role.get()));
        });
        Done.redirect(ctx, "/members", "role");
    }

    public void remove(Context ctx) {
        var member = member(ctx);
        long workspace = workspaces.currentId(ctx);
        tx.writing(db -> {
            boolean removed = new AccountRepository(db).removeMember(workspace, member.accountId());
            if (removed) {
                log.changed(
                        db,
                        workspace,
                        Acting.by(ctx),
                        "removed",
                        new ActivityLog.Subject("member", member.email()),
                        member.email() + " is no longer a member; the role was " + word(member.role()),
                        new AccountLog.Rights(member.email(), member.role()),
                        null);
            }
        });
        Done.redirect(ctx, "/members", "removedmember");
    }

    private Member member(Context ctx) {
        long id = id(ctx);
        long workspace = workspaces.currentId(ctx);
        List<Member> members = tx.read(db -> new AccountRepository(db).members(workspace));
        return members.stream()
                .filter(member -> member.accountId() == id)
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse("There is no member (" + id + ") of this workspace."));
    }

    static long id(Context ctx) {
        var id = ctx.pathParam("id");
        if (!id.matches("\\d{1,18}")) {
            throw new NotFoundResponse("There is nothing with the number (" + id + ").");
        }
        return Long.parseLong(id);
    }
}
