package org.tierwise.catalog.network;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.row;
import static org.tierwise.catalog.schema.Tables.ROUND_TRIP;

import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.InsertSetMoreStep;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;
import org.tierwise.catalog.schema.tables.records.RoundTripRecord;

/** The round trips that the workspaces measured themselves. They take precedence over the catalogue's. */
public final class RoundTripRepository {
    private final TxContext ctx;
    private final DSLContext db;

    public RoundTripRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /** By from and to. */
    public List<RoundTripRow> list(long workspaceId) {
        return fetch(ROUND_TRIP.WORKSPACE_ID.eq(workspaceId));
    }

    private List<RoundTripRow> fetch(Condition condition) {
        return db.select(
                        ROUND_TRIP.FROM_ID,
                        ROUND_TRIP.TO_ID,
                        ROUND_TRIP.P50_MS,
                        row(ROUND_TRIP.KIND.convertFrom(Kind::valueOf), ROUND_TRIP.SOURCE, ROUND_TRIP.AS_OF)
                                .mapping(Provenance::new))
                .from(ROUND_TRIP)
                .where(condition)
                .orderBy(ROUND_TRIP.FROM_ID, ROUND_TRIP.TO_ID)
                .fetch(mapping(RoundTripRow::new));
    }

    /** Stores each; a pair that is known already is replaced. */
    public void put(long workspaceId, List<RoundTripRow> rows) {
        for (var measured : rows) {
            var provenance = measured.provenance();
            insert(workspaceId, measured)
                    .onConflict(ROUND_TRIP.WORKSPACE_ID, ROUND_TRIP.FROM_ID, ROUND_TRIP.TO_ID)
                    .doUpdate()
                    .set(ROUND_TRIP.P50_MS, measured.p50Ms())
                    .set(ROUND_TRIP.KIND, provenance.kind().name())
                    .set(ROUND_TRIP.SOURCE, provenance.source())
                    .set(ROUND_TRIP.AS_OF, provenance.asOf())
                    .set(ROUND_TRIP.UPDATED_AT, ctx.now())
                    .execute();
        }
    }

    private InsertSetMoreStep<RoundTripRecord> insert(long workspaceId, RoundTripRow measured) {
        var provenance = measured.provenance();
        return db.insertInto(ROUND_TRIP)
                .set(ROUND_TRIP.WORKSPACE_ID, workspaceId)
                .set(ROUND_TRIP.FROM_ID, measured.from())
                .set(ROUND_TRIP.TO_ID, measured.to())
                .set(ROUND_TRIP.P50_MS, measured.p50Ms())
                .set(ROUND_TRIP.KIND, provenance.kind().name())
                .set(ROUND_TRIP.SOURCE, provenance.source())
                .set(ROUND_TRIP.AS_OF, provenance.asOf())
                .set(ROUND_TRIP.UPDATED_AT, ctx.now());
    }

    public Optional<RoundTripRow> find(long workspaceId, String from, String to) {
        return fetch(is(workspaceId, from, to)).stream().findFirst();
    }

    /**
     * Stores one, if the pair is still as it was seen. False if it is not.
     *
     * @param seenMs the median that was seen; missing if there was none
     */
    public boolean put(long workspaceId, RoundTripRow measured, @Nullable Double seenMs) {
        if (seenMs == null) {
            return insert(workspaceId, measured)
                            .onConflict(ROUND_TRIP.WORKSPACE_ID, ROUND_TRIP.FROM_ID, ROUND_TRIP.TO_ID)
                            .doNothing()
                            .execute()
                    == 1;
        }
        var provenance = measured.provenance();
        return db.update(ROUND_TRIP)
                        .set(ROUND_TRIP.P50_MS, measured.p50Ms())
                        .set(ROUND_TRIP.KIND, provenance.kind().name())
                        .set(ROUND_TRIP.SOURCE, provenance.source())
                        .set(ROUND_TRIP.AS_OF, provenance.asOf())
                        .set(ROUND_TRIP.UPDATED_AT, ctx.now())
                        .where(is(workspaceId, measured.from(), measured.to()))
                        .and(ROUND_TRIP.P50_MS.eq(seenMs))
                        .execute()
                == 1;
    }

    /** Forgets one pair in its direction, if its median is still the one that was seen. False if it is not. */
    public boolean delete(long workspaceId, String from, String to, double seenMs) {
        return db.deleteFrom(ROUND_TRIP)
                        .where(is(workspaceId, from, to))
                        .and(ROUND_TRIP.P50_MS.eq(seenMs))
                        .execute()
                == 1;
    }

    private static Condition is(long workspaceId, String from, String to) {
        return ROUND_TRIP
                .WORKSPACE_ID
                .eq(workspaceId)
                .and(ROUND_TRIP.FROM_ID.eq(from))
                .and(ROUND_TRIP.TO_ID.eq(to));
    }
}
