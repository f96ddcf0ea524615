package org.tierwise.web.account;

import java.util.List;
import java.util.Optional;
import org.tierwise.catalog.account.PasswordHasher;
import org.tierwise.catalog.account.PasswordRules;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;

/** A password that somebody chooses: typed once, never trimmed, in words if it is not taken. */
public final class NewPassword {
    static final String FIELD = "new-password";

    private final PasswordRules rules = new PasswordRules();
    private final PasswordHasher hasher;
    private final Messages messages;

    public NewPassword(PasswordHasher hasher, Messages messages) {
        this.hasher = hasher;
        this.messages = messages;
    }

    /** As typed. */
    static String of(Form form, String field) {
        var typed = form.all(field);
        return typed.isEmpty() ? "" : typed.getFirst();
    }

    /**
     * Why it is not taken; empty if it is.
     *
     * @param about name and email of the person
     */
    public Optional<String> problem(String password, List<String> about) {
        return rules.problem(password, about).map(problem -> switch (problem) {
            case TOO_SHORT -> messages.text("account.password.short", PasswordRules.LENGTH_MIN);
            case TOO_LONG -> messages.text("account.password.long", PasswordRules.LENGTH_MAX);
            case EASY -> messages.text("account.password.easy");
        });
    }

    public String hash(String password) {
        return hasher.hash(password);
    }
}
