package org.tierwise.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jooq.DSLContext;

/**
 * One open transaction, valid only inside the function that {@link Tx} gave it to. Repositories are made from it:
 * {@code new WorkloadRepository(ctx)}.
 */
public final class TxContext {
    /** The clocks of instances that share a database differ by less. */
    public static final Duration CLOCK_SKEW_MAX = Duration.ofMinutes(5);

    private final DSLContext dsl;
    private final Instant now;
    private final Deque<Runnable> endings = new ArrayDeque<>();

    TxContext(DSLContext dsl, Instant now) {
        this.dsl = dsl;
        this.now = now;
    }

    /** For repositories only. */
    public DSLContext dsl() {
        return dsl;
    }

    /** The time of the transaction by the application's clock, in whole microseconds as both databases keep it. */
    public Instant now() {
        return now;
    }

    /**
     * The latest time that the clock of another instance can show now. What claims to be from a later one was written
     * before the clock was set back, and must not be waited for.
     */
    public Instant latestNow() {
        return now.plus(CLOCK_SKEW_MAX);
    }

    /**
     * Does something as the last of the transaction, after its function has returned. What takes a lock that all
     * writers share belongs here: it is then held only for a moment, and always after every other lock, so that no two
     * writers wait for each other.
     */
    public void beforeCommit(Runnable step) {
        endings.add(step);
    }

    /** Does what was asked for by {@link #beforeCommit}, in its order. */
    void end() {
        while (!endings.isEmpty()) {
            endings.remove().run();
        }
    }
}
