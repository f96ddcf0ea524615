package org.tierwise.web.account;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.account.Account;
import org.tierwise.catalog.account.AccountRepository;
import org.tierwise.catalog.account.Invitation;
import org.tierwise.catalog.account.InvitationRepository;
import org.tierwise.catalog.account.PasswordLinkRepository;
import org.tierwise.catalog.account.Secrets;
import org.tierwise.catalog.account.SignInRepository;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.workspace.WorkspaceRepository;
import org.tierwise.web.http.Access;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.Caller;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;

/** What a link leads to that somebody was given: joining a workspace, or choosing a new password. */
public final class InvitationPages {
    private static final int NAME_MAX = 200;

    private final Tx tx;
    private final NewPassword passwords;
    private final SignInPages signIn;
    private final AccountLog log;
    private final Messages messages;

    public InvitationPages(Tx tx, NewPassword passwords, SignInPages signIn, AccountLog log, Messages messages) {
        this.tx = tx;
        this.passwords = passwords;
        this.signIn = signIn;
        this.log = log;
        this.messages = messages;
    }

    /** How the invited person goes on. */
    private enum Way {
        /** Signed in as the invited person. */
        JOIN,
        /** There is an account with this email, and nobody or somebody else is signed in. */
        SIGN_IN,
        /** There is no account yet. */
        REGISTER
    }

    public void show(Context ctx) {
        var token = String.valueOf(ctx.queryParam("token"));
        render(ctx, token, found(token), Form.EMPTY);
    }

    private Invitation found(String token) {
        return tx.read(db -> new InvitationRepository(db).find(Secrets.hash(token)))
                .orElseThrow(() -> new NotFoundResponse(messages.text("account.invitation.gone")));
    }

    private void render(Context ctx, String token, Invitation invitation, Form form) {
        var model = new LinkedHashMap<String, Object>();
        model.put("token", token);
        model.put("email", invitation.email());
        model.put("by", invitation.createdBy());
        model.put("role", messages.text("account.role." + invitation.role()));
        model.put("workspace", name(invitation));
        model.put("way", way(ctx, invitation).name());
        model.put("form", form);
        ctx.render("account/invitation", model);
    }

    private String name(Invitation invitation) {
        return tx.read(db -> new WorkspaceRepository(db).find(invitation.workspaceId()))
                .orElseThrow(() -> new NotFoundResponse(messages.text("account.invitation.gone")))
                .name();
    }

    private Way way(Context ctx, Invitation invitation) {
        boolean here = Access.caller(ctx)
                .flatMap(Caller::person)
                .filter(person -> AccountRepository.key(person.email()).equals(invitation.email()))
                .isPresent();
        if (here) {
            return Way.JOIN;
        }
        Optional<Account> account = tx.read(db -> new AccountRepository(db).findByEmail(invitation.email()));
        return account.isPresent() ? Way.SIGN_IN : Way.REGISTER;
    }

    public void accept(Context ctx) {
        var form = Form.of(ctx);
        var token = form.value("token");
        var invitation = found(token);
        switch (way(ctx, invitation)) {
            case JOIN -> {
                var person = AccountPages.person(ctx);
                tx.writing(db -> join(db, Acting.by(ctx), invitation, person));
                ctx.redirect("/workspaces", HttpStatus.SEE_OTHER);
            }
            case SIGN_IN -> render(ctx, token, invitation, form);
            case REGISTER -> register(ctx, token, invitation, form);
        }
    }

    private void register(Context ctx, String token, Invitation invitation, Form form) {
        var errors = new LinkedHashMap<String, String>();
        var name = form.value("name");
        var password = NewPassword.of(form, NewPassword.FIELD);
        if (name.isEmpty() || name.length() > NAME_MAX) {
            errors.put("name", messages.text("account.name.error", NAME_MAX));
        }
        passwords
                .problem(password, List.of(name, invitation.email()))
                .ifPresent(problem -> errors.put(NewPassword.FIELD, problem));
        if (!errors.isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            render(ctx, token, invitation, form.withErrors(errors));
            return;
        }
        var hash = passwords.hash(password);
        var person = tx.write(db -> {
            var accounts = new AccountRepository(db);
            var made = accounts.insert(invitation.email(), name, false);
            accounts.setPassword(made.id(), hash);
            join(db, Acting.unknown(ctx, AccountLog.name(made)), invitation, made);
            return accounts.find(made.id()).orElseThrow();
        });
        signIn.finish(ctx, person, false);
    }

    /** Uses the invitation up. */
    private void join(TxContext db, Actor by, Invitation invitation, Account person) {
        if (!new InvitationRepository(db).delete(invitation.workspaceId(), invitation.id())) {
            throw new NotFoundResponse(messages.text("account.invitation.gone"));
        }
        new AccountRepository(db).setMember(invitation.workspaceId(), person.id(), invitation.role());
        log.changed(
                db,
                invitation.workspaceId(),
                by,
                "joined",
                new ActivityLog.Subject("member", person.email()),
                person.email() + " joined as " + invitation.role().name().toLowerCase(Locale.ROOT),
                null,
                new AccountLog.Rights(person.email(), invitation.role()));
    }

    /** The page of a link for a new password. */
    public void showPasswordLink(Context ctx) {
        var token = String.valueOf(ctx.queryParam("token"));
        renderPasswordLink(ctx, token, holder(token), Form.EMPTY);
    }

    private Account holder(String token) {
        return tx.read(db -> new PasswordLinkRepository(db).find(Secrets.hash(token)))
                .orElseThrow(() -> new NotFoundResponse(messages.text("account.link.gone")));
    }

    private static void renderPasswordLink(Context ctx, String token, Account person, Form form) {
        var model = new LinkedHashMap<String, Object>();
        model.put("token", token);
        model.put("email", person.email());
        model.put("form", form);
        ctx.render("account/passwordlink", model);
    }

    /** Sets the password and ends all sessions; the second factor stays, and the person signs in as always. */
    public void usePasswordLink(Context ctx) {
        var form = Form.of(ctx);
        var token = form.value("token");
        var person = holder(token);
        var password = NewPassword.of(form, NewPassword.FIELD);
        var problem = passwords.problem(password, List.of(person.name(), person.email()));
        if (problem.isPresent()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            renderPasswordLink(ctx, token, person, form.withErrors(java.util.Map.of(NewPassword.FIELD, problem.get())));
            return;
        }
        var hash = passwords.hash(password);
        tx.writing(db -> {
            if (new PasswordLinkRepository(db).find(Secrets.hash(token)).isEmpty()) {
                throw new NotFoundResponse(messages.text("account.link.gone"));
            }
            new PasswordLinkRepository(db).deleteOf(person.id());
            new AccountRepository(db).setPassword(person.id(), hash);
            int ended = new SignInRepository(db).deleteOthers(person.id(), "");
            log.changed(
                    db,
                    null,
                    Acting.unknown(ctx, AccountLog.name(person)),
                    "changed",
                    AccountPages.subject(person),
                    person.email() + " chose a new password by a link; " + ended + " sessions ended");
        });
        ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
    }
}
