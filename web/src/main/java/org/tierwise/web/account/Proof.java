package org.tierwise.web.account;

import io.javalin.http.Context;
import java.util.Optional;
import org.tierwise.catalog.account.Account;
import org.tierwise.web.http.Access;
import org.tierwise.web.http.Caller;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;

/**
 * That the person themselves is at the browser, before something is changed that guards the account: the password, and a
 * code if a second factor is set up. Whoever has neither here (the holder of the link, people who sign in elsewhere) is
 * not asked.
 */
final class Proof {
    private static final String PASSWORD = "password";
    private static final String CODE = "proof";

    private final Authentication authentication;
    private final Messages messages;

    Proof(Authentication authentication, Messages messages) {
        this.authentication = authentication;
        this.messages = messages;
    }

    /** Why the form does not prove it; empty if it does. Each attempt counts as a guess. */
    Optional<String> problem(Context ctx, Form form) {
        return Access.caller(ctx).flatMap(Caller::person).flatMap(person -> problem(ctx, person, form));
    }

    private Optional<String> problem(Context ctx, Account person, Form form) {
        if (person.password() && !authentication.confirms(person, NewPassword.of(form, PASSWORD), Access.client(ctx))) {
            return Optional.of(messages.text("account.password.wrong"));
        }
        if (person.secondFactor()
                && authentication.code(person, form.value(CODE)).account() == null) {
            return Optional.of(messages.text("account.proof.wrong"));
        }
        return Optional.empty();
    }
}
