package org.tierwise.web.account;

import io.javalin.http.Context;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.account.Account;
import org.tierwise.catalog.account.WorkspaceRole;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.web.http.SecurityLog;

/** What the activities say of people: who signed in, who was refused, whose rights changed. Secrets never. */
public final class AccountLog {
    private static final String LINK_HOLDER = "owner";

    private final SecurityLog security;

    public AccountLog(SecurityLog security) {
        this.security = security;
    }

    void linkUsed(Context ctx) {
        security.signedIn(ctx, LINK_HOLDER, "the link");
    }

    void linkRefused(Context ctx) {
        security.refused(ctx, "a link that is not the current one");
    }

    void signedIn(Context ctx, Account account, boolean secondFactor) {
        security.signedIn(ctx, name(account), secondFactor ? "two factors" : "the password");
    }

    void signedInElsewhere(Context ctx, Account account, boolean strong) {
        security.signedIn(
                ctx, name(account), strong ? "two factors at the organisation's site" : "the organisation's site");
    }

    void refused(Context ctx, String email) {
        security.refused(ctx, "the email (" + email + ")");
    }

    void signedOut(Context ctx) {
        security.signedOut(ctx);
    }

    /** What somebody may do in a workspace. */
    record Rights(String email, WorkspaceRole role) {}

    /** What is known of a person, but for secrets. */
    record Person(String email, String name, boolean operator, boolean disabled, boolean secondFactor) {
        static Person of(Account account) {
            return new Person(
                    account.email(), account.name(), account.operator(), account.disabled(), account.secondFactor());
        }
    }

    /** What a program may do with a key. */
    record Key(String name, WorkspaceRole role, Instant expiresAt) {}

    record Room(String name) {}

    /** The same change, with what was before and what is after it. */
    void changed(
            TxContext db,
            @Nullable Long workspace,
            Actor by,
            String verb,
            ActivityLog.Subject subject,
            String summary,
            @Nullable Record before,
            @Nullable Record after) {
        var log = new ActivityLog(db);
        var was = before == null ? null : RecordJson.write(before);
        var is = after == null ? null : RecordJson.write(after);
        if (workspace == null) {
            log.addForInstallation(by, verb, subject, summary, was, is);
        } else {
            log.add(workspace, by, verb, subject, summary, was, is);
        }
    }

    /**
     * A change of a person's rights, in the transaction of the change, of which nothing but the fact may be told, such as
     * a new password.
     *
     * @param workspace missing for what concerns the whole installation
     */
    void changed(
            TxContext db,
            @Nullable Long workspace,
            Actor by,
            String verb,
            ActivityLog.Subject subject,
            String summary) {
        changed(db, workspace, by, verb, subject, summary, null, null);
    }

    /** How activities name a person. */
    static String name(Account account) {
        return account.name() + " <" + account.email() + ">";
    }
}
