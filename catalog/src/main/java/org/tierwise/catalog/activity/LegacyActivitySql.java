package org.tierwise.catalog.activity;

import static org.tierwise.catalog.schema.Tables.ACTIVITY_BEFORE_AUDIT;
import static org.tierwise.catalog.schema.Tables.AUDIT_HEAD;

import java.util.ArrayList;
import org.jooq.DSLContext;
import org.tierwise.catalog.TxContext;

/** Takes what was logged before there was a chain into it, once, at the first start. */
public final class LegacyActivitySql {
    private static final int BATCH = 500;

    private final TxContext ctx;
    private final DSLContext db;

    public LegacyActivitySql(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /**
     * True the first time that it is called on a database, and only then. The first entry says how many were carried
     * over: of those the chain proves only what they were on that day.
     */
    public boolean carryOver() {
        boolean first = db.update(AUDIT_HEAD)
                        .set(AUDIT_HEAD.LEGACY_CARRIED, true)
                        .where(AUDIT_HEAD.ID.eq(1))
                        .and(AUDIT_HEAD.SEQ.eq(0L))
                        .and(AUDIT_HEAD.LEGACY_CARRIED.isFalse())
                        .execute()
                == 1;
        int count = first ? db.fetchCount(ACTIVITY_BEFORE_AUDIT) : 0;
        if (count > 0) {
            var log = new ActivityLog(ctx);
            log.addForInstallation(
                    Actor.TIERWISE,
                    "carried over",
                    new ActivityLog.Subject("activity", ""),
                    "Carried over " + count + " activities of an older version, which kept no hashes.",
                    null,
                    null);
            copyInto(log);
        }
        return first;
    }

    private void copyInto(ActivityLog log) {
        long last = 0;
        var batch = new ArrayList<Long>();
        do {
            batch.clear();
            db.selectFrom(ACTIVITY_BEFORE_AUDIT)
                    .where(ACTIVITY_BEFORE_AUDIT.ID.gt(last))
                    .orderBy(ACTIVITY_BEFORE_AUDIT.ID)
                    .limit(BATCH)
                    .forEach(old -> {
                        batch.add(old.getId());
                        log.add(
                                old.getWorkspaceId(),
                                old.getHappenedAt(),
                                Actor.named(old.getActor()),
                                old.getVerb(),
                                new ActivityLog.Subject(old.getObjectKind(), old.getObjectId()),
                                old.getSummary(),
                                old.getBeforeDocument(),
                                old.getAfterDocument());
                    });
            last = batch.isEmpty() ? last : batch.getLast();
        } while (!batch.isEmpty());
    }
}
