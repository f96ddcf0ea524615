package org.tierwise.web.account;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.account.Account;
import org.tierwise.catalog.account.AccountRepository;
import org.tierwise.catalog.account.PasswordLinkRepository;
import org.tierwise.catalog.account.Secrets;
import org.tierwise.catalog.account.SignInRepository;
import org.tierwise.web.http.Access;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.PublicAddress;

/** All accounts of the installation, for its operators. */
public final class PeoplePages {
    private final Tx tx;
    private final NewOperator newOperator;
    private final PublicAddress address;
    private final AccountLog log;
    private final Messages messages;
    private final Secrets secrets = new Secrets();

    public PeoplePages(Tx tx, NewOperator newOperator, PublicAddress address, AccountLog log, Messages messages) {
        this.tx = tx;
        this.newOperator = newOperator;
        this.address = address;
        this.log = log;
        this.messages = messages;
    }

    public void list(Context ctx) {
        render(ctx, Form.EMPTY, "");
    }

    private void render(Context ctx, Form form, String link) {
        var model = new LinkedHashMap<String, Object>();
        List<Account> accounts = tx.read(db -> new AccountRepository(db).list());
        model.put("accounts", accounts);
        model.put("me", Access.required(ctx).person().map(Account::id).orElse(-1L));
        model.put("form", form);
        model.put("link", link);
        model.put("done", Done.of(ctx, messages));
        ctx.render("account/people", model);
    }

    /** Makes an operator: the person types email, name and password at this machine. */
    public void create(Context ctx) {
        var form = Form.of(ctx);
        var errors = newOperator.create(
                new NewOperator.Person(
                        form.value("email"), form.value("name"), NewPassword.of(form, NewPassword.FIELD)),
                Acting.by(ctx));
        if (errors.isEmpty()) {
            Done.redirect(ctx, "/accounts", "created");
            return;
        }
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        render(ctx, form.withErrors(errors), "");
    }

    /** What an operator may do to an account. */
    private enum Action {
        DISABLE,
        ENABLE,
        OPERATOR,
        NO_OPERATOR,
        RESET_SECOND_FACTOR,
        END_SESSIONS
    }

    /** What would lock oneself out, or go around a proof that is asked for elsewhere. */
    private static final Set<Action> OWN_FORBIDDEN =
            Set.of(Action.DISABLE, Action.NO_OPERATOR, Action.RESET_SECOND_FACTOR);

    public void act(Context ctx) {
        var account = account(ctx);
        var word = Form.of(ctx).value("action");
        var action = List.of(Action.values()).stream()
                .filter(one -> one.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse("There is no action (" + word + ")."));
        boolean me = Access.required(ctx).person().map(Account::id).equals(Optional.of(account.id()));
        if (me && OWN_FORBIDDEN.contains(action)) {
            Done.redirect(ctx, "/accounts", "notyourself");
            return;
        }
        tx.writing(db -> {
            var before = AccountLog.Person.of(account);
            apply(db, account, action);
            var after = new AccountRepository(db).find(account.id()).map(AccountLog.Person::of);
            log.changed(
                    db,
                    null,
                    Acting.by(ctx),
                    "changed",
                    AccountPages.subject(account),
                    account.email() + ": " + messages.text("account.act." + action),
                    before,
                    after.orElse(null));
        });
        Done.redirect(ctx, "/accounts", "acted");
    }

    private static void apply(TxContext db, Account account, Action action) {
        var accounts = new AccountRepository(db);
        switch (action) {
            case DISABLE -> accounts.setDisabled(account.id(), true);
            case ENABLE -> accounts.setDisabled(account.id(), false);
            case OPERATOR -> accounts.setOperator(account.id(), true);
            case NO_OPERATOR -> accounts.setOperator(account.id(), false);
            case RESET_SECOND_FACTOR -> accounts.removeSecondFactor(account.id());
            case END_SESSIONS -> {}
        }
        if (action != Action.ENABLE) {
            new SignInRepository(db).deleteAll(account.id());
        }
    }

    /** Makes a link with which the person chooses a new password; it is shown once. */
    public void passwordLink(Context ctx) {
        var account = account(ctx);
        var token = secrets.secret();
        tx.writing(db -> {
            new PasswordLinkRepository(db).insert(account.id(), Secrets.hash(token));
            log.changed(
                    db,
                    null,
                    Acting.by(ctx),
                    "changed",
                    AccountPages.subject(account),
                    "A link for a new password of " + account.email() + " was made");
        });
        render(ctx, Form.EMPTY, address.linkBase(ctx) + "/new-password?token=" + token);
    }

    private Account account(Context ctx) {
        long id = MemberPages.id(ctx);
        return tx.read(db -> new AccountRepository(db).find(id))
                .orElseThrow(() -> new NotFoundResponse("There is no account (" + id + ")."));
    }
}
