package org.tierwise.catalog.verify;

import org.tierwise.catalog.Tx;
import org.tierwise.catalog.activity.LegacyActivitySql;
import org.tierwise.catalog.plan.PlanRepository;

/** Takes what an older version stored without hashes under the protection of hashes. */
public final class Carryover {
    private Carryover() {}

    /**
     * Does it once in the life of a database; afterwards it does nothing. Every program that writes calls it first:
     * activities that were added before it look as if somebody had meddled with the log.
     */
    public static void ensure(Tx tx) {
        tx.writingEssential(db -> {
            if (new LegacyActivitySql(db).carryOver()) {
                new PlanRepository(db).sealOldRows();
            }
        });
    }
}
