package org.tierwise.catalog;

import java.time.Instant;
import org.jooq.DSLContext;

/**
 * One open transaction, valid only inside the function that {@link Tx} gave it to. Repositories are made from it:
 * {@code new WorkloadRepository(ctx)}.
 */
public final class TxContext {
    private final DSLContext dsl;
    private final Instant now;

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
}
