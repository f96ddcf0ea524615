package org.tierwise.catalog.plan;

import static org.tierwise.catalog.schema.Tables.PLAN;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.StorableText;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.schema.tables.records.PlanRecord;

/** The row of a plan: what the lists show, under a hash of its own. */
final class PlanRowSql {
    private static final String FORM = "tierwise.plan-row/1";
    private static final int TITLE_MAX = 300;
    private static final int NAME_MAX = 100;
    private static final long NANOS_OF_A_MICRO = 1_000;

    /** What the hash covers, in this order. A column that a later version adds gets a form of its own. */
    private static final List<Field<?>> HASHED = List.of(
            PLAN.WORKSPACE_ID,
            PLAN.PLAN_NUMBER,
            PLAN.TITLE,
            PLAN.POLICY,
            PLAN.SOLVED_AT,
            PLAN.CREATED_BY,
            PLAN.CREATED_AT,
            PLAN.JOB_ID,
            PLAN.INPUT_HASH,
            PLAN.CATALOGUE_VERSION,
            PLAN.SHA256,
            PLAN.WORKLOAD_COUNT,
            PLAN.PLACED_COUNT,
            PLAN.UNPLACED_COUNT,
            PLAN.COST_MICROS,
            PLAN.LOWER_BOUND_MICROS,
            PLAN.OBJECTIVE_MICROS,
            PLAN.SEAL,
            PLAN.INPUT_SNAPSHOT);

    /** What {@link #summary} needs: the hashed columns, the id, which the database gives, and the hash. */
    static final List<Field<?>> COLUMNS = columns();

    private PlanRowSql() {}

    /** The columns that come from the plan itself. */
    static void describe(PlanRecord row, PlacementPlan plan) {
        var bound = plan.lowerBound();
        var proof = plan.proof();
        row.setTitle(StorableText.of(plan.title(), TITLE_MAX));
        row.setPolicy(StorableText.of(plan.policy().name(), NAME_MAX));
        row.setSolvedAt(micros(plan.solvedAt()));
        row.setInputHash(plan.inputHash());
        row.setCatalogueVersion(plan.catalogueVersion());
        row.setWorkloadCount(workloads(plan));
        row.setPlacedCount(plan.placements().size());
        row.setUnplacedCount(plan.unplaced().size());
        row.setCostMicros(plan.monthlyCost().micros());
        row.setLowerBoundMicros(bound == null ? null : bound.micros());
        row.setObjectiveMicros(proof == null ? null : proof.objective().micros());
    }

    private static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private static int workloads(PlacementPlan plan) {
        var slices = Stream.concat(
                plan.placements().stream().map(Placement::slice),
                plan.unplaced().stream().map(Unplaced::slice));
        return (int) slices.map(Slice::externalId).distinct().count();
    }

    /** True if the columns are those of the plan. Databases may have rounded its time to the nearest microsecond. */
    static boolean tellsTheSame(PlanRecord row, PlacementPlan plan) {
        var told = row.into(PLAN);
        describe(told, plan);
        if (Duration.between(told.getSolvedAt(), row.getSolvedAt()).abs().toNanos() <= NANOS_OF_A_MICRO) {
            told.setSolvedAt(row.getSolvedAt());
        }
        return hash(told).equals(hash(row));
    }

    private static List<Field<?>> columns() {
        var columns = new ArrayList<>(HASHED);
        columns.add(PLAN.ID);
        columns.add(PLAN.ROW_SHA256);
        return List.copyOf(columns);
    }

    static String hash(Record row) {
        return Digest.ofFields(FORM, HASHED.stream().map(row::get).toArray());
    }

    static PlanSummary summary(Record row) {
        return new PlanSummary(
                row.get(PLAN.WORKSPACE_ID),
                row.get(PLAN.ID),
                row.get(PLAN.PLAN_NUMBER),
                row.get(PLAN.TITLE),
                row.get(PLAN.POLICY),
                row.get(PLAN.SOLVED_AT),
                row.get(PLAN.CREATED_BY),
                row.get(PLAN.CREATED_AT),
                row.get(PLAN.JOB_ID),
                row.get(PLAN.INPUT_HASH),
                row.get(PLAN.CATALOGUE_VERSION),
                row.get(PLAN.SHA256),
                row.get(PLAN.WORKLOAD_COUNT),
                row.get(PLAN.PLACED_COUNT),
                row.get(PLAN.UNPLACED_COUNT),
                new Money(row.get(PLAN.COST_MICROS)),
                money(row.get(PLAN.LOWER_BOUND_MICROS)),
                money(row.get(PLAN.OBJECTIVE_MICROS)),
                row.get(PLAN.SEAL),
                row.get(PLAN.INPUT_SNAPSHOT),
                !hash(row).equals(row.get(PLAN.ROW_SHA256)));
    }

    private static @Nullable Money money(@Nullable Long micros) {
        return micros == null ? null : new Money(micros);
    }
}
