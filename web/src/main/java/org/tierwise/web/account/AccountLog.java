package org.tierwise.web.account;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.account.Account;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.web.http.Caller;

/** What the activities say of people: who signed in, who was refused, whose rights changed. Secrets never. */
public final class AccountLog {
    private static final Logger LOG = LoggerFactory.getLogger(AccountLog.class);

    private final Tx tx;

    public AccountLog(Tx tx) {
        this.tx = tx;
    }

    void linkUsed(String client) {
        LOG.info("The sign-in link was used from {}.", client);
    }

    void signedIn(Account account, String client) {
        LOG.info("{} signed in from {}.", account.email(), client);
    }

    void refused(String email, String client) {
        LOG.warn("A sign-in as ({}) was refused, from {}.", email.replaceAll("[\\p{Cntrl}]", "?"), client);
    }

    void signedOut(Caller caller) {
        LOG.info("{} signed out.", caller.name());
    }

    /** A change of a person's rights, in the transaction of the change. */
    void changed(
            TxContext db,
            @Nullable Long workspace,
            String actor,
            String verb,
            ActivityLog.Subject subject,
            String summary) {
        if (workspace != null) {
            new ActivityLog(db).add(workspace, actor, verb, subject, summary, null, null);
        }
    }

    Tx tx() {
        return tx;
    }
}
