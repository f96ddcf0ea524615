package org.tierwise.catalog.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tierwise.catalog.schema.Tables.PLAN;
import static org.tierwise.catalog.schema.Tables.PLAN_PIECE;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.testing.RandomPlans;
import org.tierwise.catalog.testing.RepositoryContract;

abstract class PlanRepositoryContract extends RepositoryContract {
    private PlanSummary stored(PlacementPlan plan, @Nullable Long jobId) {
        return tx.write(ctx -> new PlanRepository(ctx).insert(workspace, plan, "owner", jobId));
    }

    private <T> T read(Function<PlanRepository, T> query) {
        return tx.read(ctx -> query.apply(new PlanRepository(ctx)));
    }

    @Test
    void a_stored_plan_reads_back_equal_with_its_hash() {
        for (long seed = 0; seed < 10; seed++) {
            var plan = RandomPlans.plan(seed);

            var summary = stored(plan, null);
            var found = read(plans -> plans.find(workspace, summary.id())).orElseThrow();

            assertThat(found.plan()).isEqualTo(plan.withoutCertificate());
            assertThat(read(plans -> plans.findJson(workspace, summary.id())).orElseThrow())
                    .isEqualTo(PlanJson.write(plan));
            assertThat(found.summary()).isEqualTo(summary);
            assertThat(summary.sha256()).isEqualTo(PlanJson.sha256(plan));
            assertThat(summary.monthlyCost()).isEqualTo(plan.monthlyCost());
            assertThat(summary.lowerBound()).isEqualTo(plan.lowerBound());
        }
    }

    @Test
    void plans_are_numbered_in_each_workspace_and_listed_newest_first() {
        stored(RandomPlans.plan(1), 7L);
        var second = stored(RandomPlans.plan(2), 8L);

        List<PlanSummary> list = read(plans -> plans.list(workspace));

        assertThat(list).extracting(PlanSummary::number).containsExactly(2, 1);
        assertThat(read(plans -> plans.findByJob(workspace, 8)).orElseThrow()).isEqualTo(second);
        workspace = newWorkspace();
        assertThat(stored(RandomPlans.plan(3), null).number()).isEqualTo(1);
        assertThat(read(plans -> plans.find(workspace, second.id())).isPresent())
                .isFalse();
    }

    @Test
    void a_large_plan_is_stored_in_pieces() {
        var random = new Random(1);
        var noise = new StringBuilder();
        for (int i = 0; i < 3_000_000; i++) {
            noise.append((char) ('!' + random.nextInt(90)));
        }
        var small = RandomPlans.plan(4);
        var large = new PlacementPlan(
                small.title(),
                small.policy(),
                small.solvedAt(),
                small.inputHash(),
                small.catalogueVersion(),
                small.seed(),
                small.steps(),
                small.seconds(),
                small.lowerBound(),
                small.proof(),
                small.placements(),
                small.unplaced(),
                small.lines(),
                small.assumptions(),
                List.of(noise.toString()));

        var summary = stored(large, null);

        assertThat(read(plans -> plans.find(workspace, summary.id()))
                        .orElseThrow()
                        .plan())
                .isEqualTo(large.withoutCertificate());
        int pieces = tx.read(ctx -> ctx.dsl().fetchCount(PLAN_PIECE, PLAN_PIECE.PLAN_ID.eq(summary.id())));
        assertThat(pieces).isGreaterThan(1);
    }

    @Test
    void a_plan_whose_bytes_changed_is_never_shown() {
        var summary = stored(RandomPlans.plan(5), null);
        var other = stored(RandomPlans.plan(6), null);

        tx.writing(ctx -> {
            byte[] foreign = ctx.dsl()
                    .select(PLAN_PIECE.PIECE)
                    .from(PLAN_PIECE)
                    .where(PLAN_PIECE.PLAN_ID.eq(other.id()))
                    .fetchSingle()
                    .value1();
            ctx.dsl()
                    .update(PLAN_PIECE)
                    .set(PLAN_PIECE.PIECE, foreign)
                    .where(PLAN_PIECE.PLAN_ID.eq(summary.id()))
                    .execute();
        });

        assertThatThrownBy(() -> read(plans -> plans.find(workspace, summary.id())))
                .isInstanceOf(DamagedPlanException.class)
                .hasMessageContaining("damaged");
        assertThat(read(plans -> plans.find(workspace, other.id())).isPresent()).isTrue();
    }

    @Test
    void a_plan_whose_row_changed_is_marked_in_lists_and_shown_nowhere() {
        var summary = stored(RandomPlans.plan(7), null);
        List<Field<?>> columns = List.of(
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
                PLAN.ROW_SHA256);
        for (var column : columns) {
            var before = change(summary.id(), column);

            List<PlanSummary> listed = read(plans -> plans.list(workspace));
            assertThat(listed)
                    .as(column.getName())
                    .extracting(PlanSummary::damaged)
                    .containsExactly(true);
            assertThatThrownBy(() -> read(plans -> plans.find(workspace, summary.id())))
                    .isInstanceOf(DamagedPlanException.class);
            assertThatThrownBy(() -> read(plans -> plans.findJson(workspace, summary.id())))
                    .isInstanceOf(DamagedPlanException.class);
            assertThatThrownBy(() -> read(plans -> plans.findNumbered(workspace, summary.number())))
                    .isInstanceOf(DamagedPlanException.class);

            put(summary.id(), column, before);
            List<PlanSummary> again = read(plans -> plans.list(workspace));
            assertThat(again).containsExactly(summary);
        }
    }

    private <T> @Nullable T change(long id, Field<T> column) {
        var before = tx.read(
                ctx -> ctx.dsl().select(column).from(PLAN).where(PLAN.ID.eq(id)).fetchSingle());
        Object now = before.value1();
        put(id, column, otherThan(now, column));
        return before.value1();
    }

    /** Another value of the same type: one bit or one letter away. */
    private static Object otherThan(@Nullable Object now, Field<?> column) {
        if (now == null) {
            return column.getType() == String.class ? (Object) "x" : (Object) 1L;
        }
        if (now instanceof String text) {
            return text.isEmpty() ? "x" : (text.startsWith("a") ? "b" : "a") + text.substring(1);
        }
        if (now instanceof Integer number) {
            return number ^ 4;
        }
        if (now instanceof Long number) {
            return number ^ 1024;
        }
        if (now instanceof java.time.Instant time) {
            return time.plusSeconds(1);
        }
        throw new IllegalStateException(column.getName());
    }

    private void put(long id, Field<?> column, @Nullable Object value) {
        tx.writing(ctx -> ctx.dsl()
                .update(PLAN)
                .set(java.util.Collections.singletonMap(column, value))
                .where(PLAN.ID.eq(id))
                .execute());
    }
}
