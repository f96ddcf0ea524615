package org.tierwise.catalog.policy;

import static org.jooq.Records.mapping;
import static org.tierwise.catalog.schema.Tables.ASSUMPTION_OVERRIDE;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.tierwise.catalog.TxContext;

/** The assumptions that the workspaces set differently. */
public final class AssumptionRepository {
    private final TxContext ctx;
    private final DSLContext db;

    public AssumptionRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /** By key. */
    public List<AssumptionOverride> list(long workspaceId) {
        return db.select(
                        ASSUMPTION_OVERRIDE.ASSUMPTION_KEY,
                        ASSUMPTION_OVERRIDE.NUMBER,
                        ASSUMPTION_OVERRIDE.SET_BY,
                        ASSUMPTION_OVERRIDE.UPDATED_AT.convertFrom(
                                at -> LocalDate.ofInstant(at, ZoneOffset.UTC).toString()))
                .from(ASSUMPTION_OVERRIDE)
                .where(ASSUMPTION_OVERRIDE.WORKSPACE_ID.eq(workspaceId))
                .orderBy(ASSUMPTION_OVERRIDE.ASSUMPTION_KEY)
                .fetch(mapping(AssumptionOverride::new));
    }

    public void put(long workspaceId, AssumptionOverride override) {
        db.insertInto(ASSUMPTION_OVERRIDE)
                .set(ASSUMPTION_OVERRIDE.WORKSPACE_ID, workspaceId)
                .set(ASSUMPTION_OVERRIDE.ASSUMPTION_KEY, override.key())
                .set(ASSUMPTION_OVERRIDE.NUMBER, override.value())
                .set(ASSUMPTION_OVERRIDE.SET_BY, override.setBy())
                .set(ASSUMPTION_OVERRIDE.UPDATED_AT, ctx.now())
                .onConflict(ASSUMPTION_OVERRIDE.WORKSPACE_ID, ASSUMPTION_OVERRIDE.ASSUMPTION_KEY)
                .doUpdate()
                .set(ASSUMPTION_OVERRIDE.NUMBER, override.value())
                .set(ASSUMPTION_OVERRIDE.SET_BY, override.setBy())
                .set(ASSUMPTION_OVERRIDE.UPDATED_AT, ctx.now())
                .execute();
    }

    /** Goes back to the shipped value. False if it was not overridden. */
    public boolean delete(long workspaceId, String key) {
        return db.deleteFrom(ASSUMPTION_OVERRIDE)
                        .where(ASSUMPTION_OVERRIDE.WORKSPACE_ID.eq(workspaceId))
                        .and(ASSUMPTION_OVERRIDE.ASSUMPTION_KEY.eq(key))
                        .execute()
                == 1;
    }
}
