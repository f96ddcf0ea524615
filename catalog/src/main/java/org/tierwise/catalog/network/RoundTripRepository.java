package org.tierwise.catalog.network;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.row;
import static org.tierwise.catalog.schema.Tables.ROUND_TRIP;

import java.util.List;
import org.jooq.DSLContext;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;

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
        return db.select(
                        ROUND_TRIP.FROM_ID,
                        ROUND_TRIP.TO_ID,
                        ROUND_TRIP.P50_MS,
                        row(ROUND_TRIP.KIND.convertFrom(Kind::valueOf), ROUND_TRIP.SOURCE, ROUND_TRIP.AS_OF)
                                .mapping(Provenance::new))
                .from(ROUND_TRIP)
                .where(ROUND_TRIP.WORKSPACE_ID.eq(workspaceId))
                .orderBy(ROUND_TRIP.FROM_ID, ROUND_TRIP.TO_ID)
                .fetch(mapping(RoundTripRow::new));
    }

    /** Stores each; a pair that is known already is replaced. */
    public void put(long workspaceId, List<RoundTripRow> rows) {
        for (var measured : rows) {
            var provenance = measured.provenance();
            db.insertInto(ROUND_TRIP)
                    .set(ROUND_TRIP.WORKSPACE_ID, workspaceId)
                    .set(ROUND_TRIP.FROM_ID, measured.from())
                    .set(ROUND_TRIP.TO_ID, measured.to())
                    .set(ROUND_TRIP.P50_MS, measured.p50Ms())
                    .set(ROUND_TRIP.KIND, provenance.kind().name())
                    .set(ROUND_TRIP.SOURCE, provenance.source())
                    .set(ROUND_TRIP.AS_OF, provenance.asOf())
                    .set(ROUND_TRIP.UPDATED_AT, ctx.now())
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

    /** Forgets one pair in its direction. False if it was not known. */
    public boolean delete(long workspaceId, String from, String to) {
        return db.deleteFrom(ROUND_TRIP)
                        .where(ROUND_TRIP.WORKSPACE_ID.eq(workspaceId))
                        .and(ROUND_TRIP.FROM_ID.eq(from))
                        .and(ROUND_TRIP.TO_ID.eq(to))
                        .execute()
                == 1;
    }
}
