package org.tierwise.catalog.activity;

import static org.jooq.Records.mapping;
import static org.tierwise.catalog.schema.Tables.ACTIVITY;

import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.TxContext;

/** Only grows. Write an entry in the transaction of its change, so that neither is without the other. */
public final class ActivityLog {
    private static final int SUMMARY_MAX = 1_000;

    private final TxContext ctx;
    private final DSLContext db;

    public ActivityLog(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /** What was changed. */
    public record Subject(String kind, String id) {}

    public void add(
            long workspaceId,
            String actor,
            String verb,
            Subject subject,
            String summary,
            @Nullable String before,
            @Nullable String after) {
        db.insertInto(ACTIVITY)
                .set(ACTIVITY.WORKSPACE_ID, workspaceId)
                .set(ACTIVITY.HAPPENED_AT, ctx.now())
                .set(ACTIVITY.ACTOR, actor)
                .set(ACTIVITY.VERB, verb)
                .set(ACTIVITY.OBJECT_KIND, subject.kind())
                .set(ACTIVITY.OBJECT_ID, subject.id())
                .set(ACTIVITY.SUMMARY, summary.length() <= SUMMARY_MAX ? summary : summary.substring(0, SUMMARY_MAX))
                .set(ACTIVITY.BEFORE_DOCUMENT, before)
                .set(ACTIVITY.AFTER_DOCUMENT, after)
                .execute();
    }

    /** Newest first. */
    public List<Activity> list(long workspaceId, int limit) {
        return db.select(
                        ACTIVITY.ID,
                        ACTIVITY.HAPPENED_AT,
                        ACTIVITY.ACTOR,
                        ACTIVITY.VERB,
                        ACTIVITY.OBJECT_KIND,
                        ACTIVITY.OBJECT_ID,
                        ACTIVITY.SUMMARY,
                        ACTIVITY.BEFORE_DOCUMENT,
                        ACTIVITY.AFTER_DOCUMENT)
                .from(ACTIVITY)
                .where(ACTIVITY.WORKSPACE_ID.eq(workspaceId))
                .orderBy(ACTIVITY.ID.desc())
                .limit(limit)
                .fetch(mapping(Activity::new));
    }
}
