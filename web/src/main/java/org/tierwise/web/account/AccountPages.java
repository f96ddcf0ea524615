package org.tierwise.web.account;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.account.Account;
import org.tierwise.catalog.account.AccountRepository;
import org.tierwise.catalog.account.SignIn;
import org.tierwise.catalog.account.SignInRepository;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.web.http.Access;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.Caller;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Times;

/** One's own account: name, password and sessions. */
public final class AccountPages {
    private static final int NAME_MAX = 200;

    private final Tx tx;
    private final Access access;
    private final Proof proof;
    private final NewPassword passwords;
    private final AccountLog log;
    private final Messages messages;
    private final boolean oidc;

    /**
     * @param oidc whether the account can be connected with one at another site
     */
    public AccountPages(
            Tx tx, Access access, Proof proof, NewPassword passwords, AccountLog log, Messages messages, boolean oidc) {
        this.tx = tx;
        this.access = access;
        this.proof = proof;
        this.passwords = passwords;
        this.log = log;
        this.messages = messages;
        this.oidc = oidc;
    }

    /**
     * A session in the list.
     *
     * @param id what the form sends to end it
     * @param here whether it is the one that shows the list
     */
    public record SessionRow(String id, String agent, String address, String since, String used, boolean here) {}

    public void show(Context ctx) {
        render(ctx, Form.EMPTY);
    }

    private void render(Context ctx, Form form) {
        var caller = Access.required(ctx);
        var model = new LinkedHashMap<String, Object>();
        model.put("account", caller.person().map(List::of).orElse(List.of()));
        model.put("form", form);
        model.put("done", Done.of(ctx, messages));
        model.put(
                "codes",
                caller.person()
                        .map(person -> tx.read(db -> new AccountRepository(db).recoveryCodesLeft(person.id())))
                        .orElse(0));
        model.put("sessions", sessions(caller));
        model.put("oidc", oidc);
        ctx.render("account/page", model);
    }

    private List<SessionRow> sessions(Caller caller) {
        var here = caller.session() == null ? "" : caller.session().sha256();
        return tx.read(db -> new SignInRepository(db).list(caller.accountId())).stream()
                .map(found -> row(found, here))
                .toList();
    }

    private SessionRow row(SignIn found, String here) {
        return new SessionRow(
                found.idSha256(),
                found.agent().isEmpty() ? messages.text("account.session.unknown") : BrowserName.of(found.agent()),
                found.address(),
                Times.minute(found.createdAt()),
                Times.minute(found.lastUsedAt()),
                found.idSha256().equals(here));
    }

    public void rename(Context ctx) {
        var person = person(ctx);
        var form = Form.of(ctx);
        var name = form.value("name");
        if (name.isEmpty() || name.length() > NAME_MAX) {
            invalid(ctx, form.withErrors(Map.of("name", messages.text("account.name.error", NAME_MAX))));
            return;
        }
        tx.writing(db -> {
            new AccountRepository(db).setName(person.id(), name);
            var after = new AccountRepository(db).find(person.id()).map(AccountLog.Person::of);
            log.changed(
                    db,
                    null,
                    Acting.by(ctx),
                    "changed",
                    subject(person),
                    person.email() + " is now called " + name,
                    AccountLog.Person.of(person),
                    after.orElse(null));
        });
        Done.redirect(ctx, "/account", "renamed");
    }

    /** A new password ends all other sessions, and this one gets a new secret. */
    public void changePassword(Context ctx) {
        var person = person(ctx);
        var form = Form.of(ctx);
        var errors = new LinkedHashMap<String, String>();
        var password = NewPassword.of(form, NewPassword.FIELD);
        passwords
                .problem(password, List.of(person.name(), person.email()))
                .ifPresent(problem -> errors.put(NewPassword.FIELD, problem));
        if (errors.isEmpty()) {
            proof.problem(ctx, form).ifPresent(problem -> errors.put("", problem));
        }
        if (!errors.isEmpty()) {
            invalid(ctx, form.withErrors(errors));
            return;
        }
        var hash = passwords.hash(password);
        tx.writing(db -> {
            new AccountRepository(db).setPassword(person.id(), hash);
            int ended = new SignInRepository(db).deleteOthers(person.id(), "");
            log.changed(
                    db,
                    null,
                    Acting.by(ctx),
                    "changed",
                    subject(person),
                    person.email() + " chose a new password; " + ended + " sessions ended");
        });
        access.open(ctx, person, SignIn.Stage.OPEN, secondFactor(ctx));
        Done.redirect(ctx, "/account", "password");
    }

    private static boolean secondFactor(Context ctx) {
        var session = Access.required(ctx).session();
        return session != null && session.secondFactor();
    }

    public void endSession(Context ctx) {
        var caller = Access.required(ctx);
        var form = Form.of(ctx);
        var id = form.value("session");
        boolean here = caller.session() != null && caller.session().sha256().equals(id);
        var problem = here ? Optional.<String>empty() : proof.problem(ctx, form);
        if (problem.isPresent()) {
            invalid(ctx, form.withErrors(Map.of("", problem.get())));
            return;
        }
        boolean ended = tx.writeEssential(db -> new SignInRepository(db).delete(caller.accountId(), id));
        Done.redirect(ctx, "/account", ended ? "ended" : "gone");
    }

    public void endOtherSessions(Context ctx) {
        var caller = Access.required(ctx);
        var form = Form.of(ctx);
        var problem = proof.problem(ctx, form);
        if (problem.isPresent()) {
            invalid(ctx, form.withErrors(Map.of("", problem.get())));
            return;
        }
        var here = caller.session() == null ? "" : caller.session().sha256();
        int ended = tx.writeEssential(db -> new SignInRepository(db).deleteOthers(caller.accountId(), here));
        Done.redirect(ctx, "/account", ended > 0 ? "ended" : "gone");
    }

    private void invalid(Context ctx, Form form) {
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        render(ctx, form);
    }

    static Account person(Context ctx) {
        return Access.required(ctx)
                .person()
                .orElseThrow(
                        () -> new ForbiddenResponse(
                                "The holder of the sign-in link has no account. Make one under Accounts, then sign in with it."));
    }

    static ActivityLog.Subject subject(Account account) {
        return new ActivityLog.Subject("account", Long.toString(account.id()));
    }
}
