package org.tierwise.web.http;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.activity.Actor;

/**
 * Logs who signed in and out, and who was refused. Refusals are cheap to cause, so that only some of them a minute get
 * an entry of their own; the next one counts those between. Safe for concurrent use.
 */
public final class SecurityLog {
    private static final ActivityLog.Subject SIGN_IN = new ActivityLog.Subject("sign-in", "");
    private static final int REFUSALS_A_MINUTE = 20;
    private static final String NOBODY = "nobody";

    private final Tx tx;
    private final Clock clock;
    private Instant minute = Instant.MIN;
    private int inThisMinute;
    private long unlogged;

    public SecurityLog(Tx tx, Clock clock) {
        this.tx = tx;
        this.clock = clock;
    }

    /** Before the session is opened, so that none is without its entry. */
    public void signedIn(Context ctx, String actor, String how) {
        add(Acting.unknown(ctx, actor), "signed in", "Signed in with " + how + ".");
    }

    public void signedOut(Context ctx) {
        add(Acting.by(ctx), "signed out", "Signed out.");
    }

    public void refused(Context ctx, String how) {
        long skipped = skipped();
        if (skipped >= 0) {
            add(
                    Acting.unknown(ctx, NOBODY),
                    "refused",
                    "Refused to sign in with " + how + "."
                            + (skipped == 0 ? "" : " " + skipped + " more were refused since the last of these."));
        }
    }

    /** How many were not logged since the last that was; -1 if this one is not to be logged. */
    private synchronized long skipped() {
        var now = clock.instant();
        if (minute.equals(Instant.MIN) || Duration.between(minute, now).toMinutes() != 0) {
            minute = now;
            inThisMinute = 0;
        }
        if (++inThisMinute > REFUSALS_A_MINUTE) {
            unlogged++;
            return -1;
        }
        long skipped = unlogged;
        unlogged = 0;
        return skipped;
    }

    private void add(Actor by, String verb, String summary) {
        tx.writingEssential(db -> new ActivityLog(db).addForInstallation(by, verb, SIGN_IN, summary, null, null));
    }
}
