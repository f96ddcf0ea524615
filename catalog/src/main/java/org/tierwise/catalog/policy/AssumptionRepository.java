package org.tierwise.catalog.policy;

import static org.jooq.Records.mapping;
import static org.tierwise.catalog.schema.Tables.ASSUMPTION_OVERRIDE;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
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

    /**
     * Sets one, if it still is what was seen. False if it was set or reset by somebody else.
     *
     * @param seen the overriding value that the form was filled from; missing if it was the shipped one
     */
    public boolean put(long workspaceId, AssumptionOverride override, @Nullable Double seen) {
        return (seen == null ? insert(workspaceId, override) : update(workspaceId, override, seen)) == 1;
    }

    private int insert(long workspaceId, AssumptionOverride override) {
        return db.insertInto(ASSUMPTION_OVERRIDE)
                .set(ASSUMPTION_OVERRIDE.WORKSPACE_ID, workspaceId)
                .set(ASSUMPTION_OVERRIDE.ASSUMPTION_KEY, override.key())
                .set(ASSUMPTION_OVERRIDE.NUMBER, override.value())
                .set(ASSUMPTION_OVERRIDE.SET_BY, override.setBy())
                .set(ASSUMPTION_OVERRIDE.UPDATED_AT, ctx.now())
                .onConflict(ASSUMPTION_OVERRIDE.WORKSPACE_ID, ASSUMPTION_OVERRIDE.ASSUMPTION_KEY)
                .doNothing()
                .execute();
    }

    private int update(long workspaceId, AssumptionOverride override, double seen) {
        return db.update(ASSUMPTION_OVERRIDE)
                .set(ASSUMPTION_OVERRIDE.NUMBER, override.value())
                .set(ASSUMPTION_OVERRIDE.SET_BY, override.setBy())
                .set(ASSUMPTION_OVERRIDE.UPDATED_AT, ctx.now())
                .where(is(workspaceId, override.key(), seen))
                .execute();
    }

    /** Goes back to the shipped value. False if it does not have the value that was seen. */
    public boolean delete(long workspaceId, String key, double seen) {
        return db.deleteFrom(ASSUMPTION_OVERRIDE)
                        .where(is(workspaceId, key, seen))
                        .execute()
                == 1;
    }

    private static Condition is(long workspaceId, String key, double value) {
        return ASSUMPTION_OVERRIDE
                .WORKSPACE_ID
                .eq(workspaceId)
                .and(ASSUMPTION_OVERRIDE.ASSUMPTION_KEY.eq(key))
                .and(ASSUMPTION_OVERRIDE.NUMBER.eq(value));
    }
}
