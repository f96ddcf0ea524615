package org.tierwise.web.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.account.AccountRepository;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.web.http.Messages;

/** Makes an account that runs the installation: from the page of all accounts, and from the command line. */
public final class NewOperator {
    private static final int NAME_MAX = 200;

    private final Tx tx;
    private final NewPassword passwords;
    private final AccountLog log;
    private final Messages messages;

    public NewOperator(Tx tx, NewPassword passwords, AccountLog log, Messages messages) {
        this.tx = tx;
        this.passwords = passwords;
        this.log = log;
        this.messages = messages;
    }

    /** Who it is to be. */
    public record Person(String email, String name, String password) {}

    /** Makes the account. Returns what is wrong by field; empty if it was made. */
    public Map<String, String> create(Person person, Actor by) {
        var errors = new LinkedHashMap<String, String>();
        if (!Emails.isOne(person.email())) {
            errors.put("email", messages.text("account.email.error", person.email()));
        }
        if (person.name().isEmpty() || person.name().length() > NAME_MAX) {
            errors.put("name", messages.text("account.name.error", NAME_MAX));
        }
        passwords
                .problem(person.password(), List.of(person.name(), person.email()))
                .ifPresent(problem -> errors.put(NewPassword.FIELD, problem));
        if (!errors.isEmpty()) {
            return errors;
        }
        var hash = passwords.hash(person.password());
        boolean made = tx.write(db -> {
            var accounts = new AccountRepository(db);
            if (accounts.findByEmail(person.email()).isPresent()) {
                return false;
            }
            var account = accounts.insert(person.email(), person.name(), true);
            accounts.setPassword(account.id(), hash);
            log.changed(
                    db,
                    null,
                    by,
                    "created",
                    AccountPages.subject(account),
                    "Operator account " + account.email(),
                    null,
                    AccountLog.Person.of(account));
            return true;
        });
        return made ? Map.of() : Map.of("email", messages.text("account.email.taken", person.email()));
    }
}
