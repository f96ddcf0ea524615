package org.tierwise.web.account;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.account.ApiToken;
import org.tierwise.catalog.account.ApiTokenRepository;
import org.tierwise.catalog.account.Secrets;
import org.tierwise.catalog.account.WorkspaceRole;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.web.http.Access;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.Caller;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Role;
import org.tierwise.web.http.Times;
import org.tierwise.web.http.Workspaces;

/** Keys with which programs use the API of the workspace. Everybody sees their own, administrators all. */
public final class TokenPages {
    private static final int NAME_MAX = 200;
    private static final int DAYS_DEFAULT = 90;

    private final Tx tx;
    private final Workspaces workspaces;
    private final Clock clock;
    private final AccountLog log;
    private final Messages messages;
    private final Secrets secrets = new Secrets();

    public TokenPages(Tx tx, Workspaces workspaces, Clock clock, AccountLog log, Messages messages) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.clock = clock;
        this.log = log;
        this.messages = messages;
    }

    /** A token in the list. */
    public record Row(long id, String name, String role, String by, String until, boolean ended, String used) {}

    public void list(Context ctx) {
        render(ctx, Form.EMPTY, "");
    }

    private void render(Context ctx, Form form, String token) {
        var caller = Access.required(ctx);
        long workspace = workspaces.currentId(ctx);
        List<ApiToken> tokens = tx.read(db -> new ApiTokenRepository(db).list(workspace));
        var model = new LinkedHashMap<String, Object>();
        model.put(
                "rows",
                tokens.stream()
                        .filter(one -> isSeen(caller, one))
                        .map(this::row)
                        .toList());
        model.put(
                "roles",
                Arrays.stream(WorkspaceRole.values())
                        .filter(role -> caller.may(Role.of(role)))
                        .map(role -> new MemberPages.Choice(role.name(), messages.text("account.role." + role), ""))
                        .toList());
        model.put("days", form.value("days").isEmpty() ? Integer.toString(DAYS_DEFAULT) : form.value("days"));
        model.put("form", form);
        model.put("token", token);
        model.put("done", Done.of(ctx, messages));
        ctx.render("account/tokens", model);
    }

    private static boolean isSeen(Caller caller, ApiToken token) {
        var maker = token.account() == null ? null : token.account().id();
        return caller.may(Role.ADMIN) || Objects.equals(maker, caller.accountId());
    }

    private Row row(ApiToken token) {
        return new Row(
                token.id(),
                token.name(),
                messages.text("account.role." + token.role()),
                token.createdBy(),
                Times.day(token.expiresAt()),
                !token.expiresAt().isAfter(clock.instant()),
                token.lastUsedAt() == null ? messages.text("account.token.unused") : Times.minute(token.lastUsedAt()));
    }

    /** Makes a token; it is shown once, on the page that answers. */
    public void create(Context ctx) {
        var caller = Access.required(ctx);
        var form = Form.of(ctx);
        var errors = new LinkedHashMap<String, String>();
        var name = form.value("name");
        if (name.isEmpty() || name.length() > NAME_MAX) {
            errors.put("name", messages.text("account.name.error", NAME_MAX));
        }
        var role = Arrays.stream(WorkspaceRole.values())
                .filter(one -> one.name().equals(form.value("role")) && caller.may(Role.of(one)))
                .findFirst();
        if (role.isEmpty()) {
            errors.put("role", messages.text("account.role.error"));
        }
        var days = days(form.value("days"));
        if (days.isEmpty()) {
            errors.put("days", messages.text("account.token.days.error", form.value("days")));
        }
        if (!errors.isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            render(ctx, form.withErrors(errors), "");
            return;
        }
        var token = secrets.apiToken();
        long workspace = workspaces.currentId(ctx);
        var grant =
                new ApiTokenRepository.Grant(name, role.get(), clock.instant().plus(Duration.ofDays(days.get())));
        tx.writing(db -> {
            long id = new ApiTokenRepository(db)
                    .insert(workspace, Secrets.hash(token), caller.accountId(), caller.name(), grant);
            log.changed(
                    db,
                    workspace,
                    Acting.by(ctx),
                    "created",
                    subject(id),
                    "API token " + name + " as " + grant.role() + " for " + days.get() + " days",
                    null,
                    new AccountLog.Key(name, grant.role(), grant.expiresAt()));
        });
        render(ctx, Form.EMPTY, token);
    }

    private static Optional<Integer> days(String text) {
        return text.matches("\\d{1,3}")
                ? Optional.of(Integer.parseInt(text))
                        .filter(days -> days >= 1 && days <= ApiTokenRepository.LIFE_MAX.toDays())
                : Optional.empty();
    }

    public void delete(Context ctx) {
        var caller = Access.required(ctx);
        long workspace = workspaces.currentId(ctx);
        long id = MemberPages.id(ctx);
        List<ApiToken> tokens = tx.read(db -> new ApiTokenRepository(db).list(workspace));
        var token = tokens.stream()
                .filter(one -> one.id() == id && isSeen(caller, one))
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse("There is no API token (" + id + ") in this workspace."));
        tx.writing(db -> {
            boolean deleted = new ApiTokenRepository(db).delete(workspace, id);
            if (deleted) {
                log.changed(
                        db,
                        workspace,
                        Acting.by(ctx),
                        "deleted",
                        subject(id),
                        "API token " + token.name() + " withdrawn",
                        new AccountLog.Key(token.name(), token.role(), token.expiresAt()),
                        null);
            }
        });
        Done.redirect(ctx, "/tokens", "withdrawntoken");
    }

    private static ActivityLog.Subject subject(long id) {
        return new ActivityLog.Subject("token", Long.toString(id));
    }
}
