package org.tierwise.catalog.account;

import static org.tierwise.catalog.schema.Tables.ATTEMPT;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.TxContext;

/**
 * Counts guesses at secrets, shared by all instances. A guess is taken from its allowances before it is looked at, so
 * that parallel guesses cannot slip through, and given back if it was right.
 */
public final class AttemptRepository {
    private static final double HOUR_SECONDS = 3600;
    /** After it every bucket is full again. */
    private static final Duration FORGOTTEN = Duration.ofDays(2);

    private final TxContext ctx;
    private final DSLContext db;

    public AttemptRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /**
     * Takes one guess from each allowance, or none from any if one is used up.
     *
     * @param allowances by what is limited: an account, an address, both together
     * @return zero if the guess may be looked at, else how long to wait
     */
    public Duration take(Map<String, Allowance> allowances) {
        var wait = Duration.ZERO;
        // Always in the same order, so that two instances do not wait for each other.
        for (var limit : new TreeMap<>(allowances).entrySet()) {
            var allowance = limit.getValue();
            double over = used(limit.getKey(), allowance) + 1 - allowance.burst();
            if (over > 1e-9) {
                long seconds = (long) Math.ceil(over / allowance.perHour() * HOUR_SECONDS);
                wait = wait.compareTo(Duration.ofSeconds(seconds)) < 0 ? Duration.ofSeconds(seconds) : wait;
            }
        }
        if (wait.isZero()) {
            allowances.forEach((subject, allowance) -> store(subject, used(subject, allowance) + 1));
        }
        return wait;
    }

    /** Gives the guess back: it was right. */
    public void giveBack(Map<String, Allowance> allowances) {
        new TreeMap<>(allowances)
                .forEach((subject, allowance) -> store(subject, Math.max(0, used(subject, allowance) - 1)));
    }

    private double used(String subject, Allowance allowance) {
        var key = Digest.sha256(subject);
        // Since a time that is still to come nothing would be given back: somebody set the clock back.
        db.update(ATTEMPT)
                .set(ATTEMPT.UPDATED_AT, ctx.now())
                .where(ATTEMPT.SUBJECT_SHA256.eq(key))
                .and(ATTEMPT.UPDATED_AT.gt(ctx.latestNow()))
                .execute();
        // There must be a row to lock, or two first guesses at once would count as one.
        db.insertInto(ATTEMPT)
                .set(ATTEMPT.SUBJECT_SHA256, key)
                .set(ATTEMPT.USED, 0.0)
                .set(ATTEMPT.UPDATED_AT, ctx.now())
                .onConflict(ATTEMPT.SUBJECT_SHA256)
                .doNothing()
                .execute();
        return db.select(ATTEMPT.USED, ATTEMPT.UPDATED_AT)
                .from(ATTEMPT)
                .where(ATTEMPT.SUBJECT_SHA256.eq(key))
                .forUpdate()
                .fetchSingle(row -> left(row.value1(), row.value2(), allowance));
    }

    private double left(double used, Instant since, Allowance allowance) {
        double seconds = Math.max(0, Duration.between(since, ctx.now()).toMillis() / 1000.0);
        return Math.max(0, used - seconds / HOUR_SECONDS * allowance.perHour());
    }

    private void store(String subject, double used) {
        db.update(ATTEMPT)
                .set(ATTEMPT.USED, used)
                .set(ATTEMPT.UPDATED_AT, ctx.now())
                .where(ATTEMPT.SUBJECT_SHA256.eq(Digest.sha256(subject)))
                .execute();
    }

    /** Removes what is full again. Returns how many. */
    public int deleteOld() {
        return db.deleteFrom(ATTEMPT)
                .where(ATTEMPT.UPDATED_AT.lt(ctx.now().minus(FORGOTTEN)))
                .execute();
    }
}
