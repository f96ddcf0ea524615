package org.tierwise.catalog.activity;

import static org.jooq.Records.mapping;
import static org.tierwise.catalog.schema.Tables.AUDIT_ENTRY;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.tierwise.catalog.TxContext;

/** Who changed a thing last: for whoever meets that change in a form of theirs. */
public final class LastChangeRepository {
    private final DSLContext db;

    public LastChangeRepository(TxContext ctx) {
        db = ctx.dsl();
    }

    /** Somebody, and when. */
    public record LastChange(String actor, Instant at) {}

    /** Empty if no change of it was logged. */
    public Optional<LastChange> find(long workspaceId, ActivityLog.Subject subject) {
        return db.select(AUDIT_ENTRY.ACTOR, AUDIT_ENTRY.HAPPENED_AT)
                .from(AUDIT_ENTRY)
                .where(AUDIT_ENTRY.WORKSPACE_ID.eq(workspaceId))
                .and(AUDIT_ENTRY.OBJECT_KIND.eq(subject.kind()))
                .and(AUDIT_ENTRY.OBJECT_ID.eq(subject.id()))
                .orderBy(AUDIT_ENTRY.SEQ.desc())
                .limit(1)
                .fetchOptional(mapping(LastChange::new));
    }
}
