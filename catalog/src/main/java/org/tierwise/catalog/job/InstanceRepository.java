package org.tierwise.catalog.job;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.currentInstant;
import static org.tierwise.catalog.schema.Tables.INSTANCE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.tierwise.catalog.TxContext;

/** The processes that do the runs of this database, by its clock. One that is silent for long is gone. */
public final class InstanceRepository {
    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final int NAME_MAX = 200;

    private final DSLContext db;

    public InstanceRepository(TxContext ctx) {
        db = ctx.dsl();
    }

    /** A sign of life; the first one says that it has started. Worth nothing after a crash: write it unsynced. */
    public void alive(Instance instance) {
        var now = databaseTime();
        int known = db.update(INSTANCE)
                .set(INSTANCE.LAST_SEEN_AT, now)
                .where(INSTANCE.ID.eq(instance.id()))
                .execute();
        if (known == 0) {
            var name = instance.name();
            db.insertInto(INSTANCE)
                    .set(INSTANCE.ID, instance.id())
                    .set(INSTANCE.NAME, name.length() <= NAME_MAX ? name : name.substring(0, NAME_MAX))
                    .set(INSTANCE.STARTED_AT, now)
                    .set(INSTANCE.LAST_SEEN_AT, now)
                    .execute();
            db.deleteFrom(INSTANCE)
                    .where(INSTANCE.LAST_SEEN_AT.lt(now.minus(FORGOTTEN)))
                    .execute();
        }
    }

    /** It ends in order. */
    public void left(Instance instance) {
        db.deleteFrom(INSTANCE).where(INSTANCE.ID.eq(instance.id())).execute();
    }

    /** Those heard of within {@code silence}, by name. */
    public List<Instance> list(Duration silence) {
        var now = databaseTime();
        return db.select(INSTANCE.ID, INSTANCE.NAME)
                .from(INSTANCE)
                // A later one is from before that clock was set back; who lives is heard of again within seconds.
                .where(INSTANCE.LAST_SEEN_AT.between(now.minus(silence), now.plus(silence)))
                .orderBy(INSTANCE.NAME, INSTANCE.ID)
                .fetch(mapping(Instance::new));
    }

    private Instant databaseTime() {
        return db.select(currentInstant()).fetchSingle().value1();
    }
}
