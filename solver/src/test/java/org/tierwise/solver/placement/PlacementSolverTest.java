package org.tierwise.solver.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanLine;
import org.tierwise.catalog.plan.Unplaced;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.problem.DemandSlice;
import org.tierwise.solver.problem.Exclusion;
import org.tierwise.solver.problem.ExclusionReason;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.search.Estates;

class PlacementSolverTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void totals_agree_to_the_cent_between_placements_parts_and_lines() {
        for (long seed = 0; seed < 25; seed++) {
            var plan = solve(Estates.tiny(seed), 100);
            assertThat(plan.placements().stream().flatMap(placement -> placement.cost().stream()))
                    .allSatisfy(
                            part -> assertThat(part.amount().micros() % 10_000).isZero());
            assertThat(plan.lines().stream().map(PlanLine::monthlyCost).reduce(Money.ZERO, Money::plus))
                    .isEqualTo(plan.monthlyCost());
        }
        var plan = solve(Estates.world(60, 20, 0.3, 5), 500);
        assertThat(plan.lines().stream().map(PlanLine::monthlyCost).reduce(Money.ZERO, Money::plus))
                .isEqualTo(plan.monthlyCost());
    }

    @Test
    void shares_of_accelerators_add_up_to_the_whole_numbers_that_are_bought() {
        var plan = solve(Estates.world(60, 20, 0.3, 5), 500);
        Map<String, Double> byPool = new TreeMap<>();
        for (var placement : plan.placements()) {
            byPool.merge(placement.at().siteId(), placement.accelerators(), Double::sum);
        }
        assertThat(plan.lines()).isNotEmpty().allSatisfy(line -> {
            assertThat(line.quantity()).isEqualTo(Math.rint(line.quantity()));
            assertThat(byPool.getOrDefault(line.siteId(), 0.0)).isCloseTo(line.quantity(), within(1e-6));
        });
    }

    @Test
    void every_slice_is_placed_or_unplaced_once_and_capacities_hold() {
        for (long seed = 30; seed < 50; seed++) {
            var problem = Estates.tiny(seed);
            var plan = solve(problem, 100);
            assertThat(plan.placements().size() + plan.unplaced().size())
                    .isEqualTo(problem.slices().size());
            assertThat(plan.lines()).allSatisfy(line -> {
                int pool = Integer.parseInt(line.siteId().substring("site-".length()));
                if (line.unit().equals("accelerator")) {
                    assertThat(line.quantity())
                            .isLessThanOrEqualTo(problem.pools().get(pool).capacity());
                }
            });
        }
    }

    @Test
    void the_same_problem_seed_and_steps_give_the_same_plan() {
        var problem = Estates.world(80, 30, 0.5, 3);
        assertThat(solve(problem, 2_000)).isEqualTo(solve(problem, 2_000));
    }

    @Test
    void the_difference_of_an_alternative_is_what_the_plan_would_cost_more_with_it() {
        var problem = Estates.world(40, 12, 0.25, 9);
        var assignment = new HashMap<String, String>();
        var plan = solve(problem, 300, Map.of(), (found, objective) -> assignment.putAll(found));
        int checked = 0;
        for (var placement : plan.placements()) {
            for (var alternative : placement.alternatives()) {
                var delta = alternative.costDelta();
                if (delta == null) {
                    assertThat(alternative.ruledOutBy()).isNotBlank();
                    continue;
                }
                var moved = new HashMap<>(assignment);
                moved.put(placement.slice().id(), alternative.at().optionId());
                var other = solve(problem, 0, moved, CheckpointListener.NONE);
                assertThat(other.monthlyCost().minus(plan.monthlyCost())).isEqualTo(delta);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(20);
    }

    @Test
    void an_empty_problem_gives_an_empty_plan() {
        var plan = solve(Estates.problem(0, List.of(), List.of()), 100);
        assertThat(plan.placements()).isEmpty();
        assertThat(plan.unplaced()).isEmpty();
        assertThat(plan.monthlyCost()).isEqualTo(Money.ZERO);
        assertThat(plan.notes()).containsExactly("A note.");
    }

    @Test
    void blocked_slices_and_slices_without_options_are_unplaced_with_their_code() {
        var pools = List.of(Estates.pool(0, 4, false, 0));
        var tooFar = new Exclusion(0, ExclusionReason.LATENCY, 189, 120, Estates.stack(189));
        var plan = solve(
                Estates.problem(
                        2,
                        pools,
                        List.of(
                                Estates.slice(0, 0, List.of(), List.of(), 1, "UNCLASSIFIED"),
                                Estates.slice(1, 1, List.of(), List.of(tooFar), 1, null))),
                100);
        assertThat(plan.placements()).isEmpty();
        assertThat(plan.unplaced()).extracting(Unplaced::code).containsExactly("UNCLASSIFIED", "INFEASIBLE_NETWORK");
        assertThat(plan.unplaced().get(0).reason()).isEqualTo("It is blocked.");
        assertThat(plan.unplaced().get(1).reason()).contains("189 ms", "limit 120 ms");
        assertThat(plan.unplaced().get(1).nearest()).hasSize(1);
    }

    @Test
    void what_finds_no_room_names_the_full_pools_and_what_would_help() {
        var pools = List.of(Estates.pool(0, 1, false, 0));
        var plan = solve(Estates.problem(2, pools, List.of(demand(0, 0, 5, 400_000), demand(1, 1, 1, 400_000))), 100);
        assertThat(plan.placements())
                .extracting(placement -> placement.slice().externalId())
                .containsExactly("w0");
        var unplaced = plan.unplaced().get(0);
        assertThat(unplaced.code()).isEqualTo("CAPACITY");
        assertThat(unplaced.reason())
                .isEqualTo("No room for it in 1 pool that could serve it: Site 0 L4-24GB (needs 1, free 0 of 1).");
        assertThat(unplaced.nearestChange())
                .isEqualTo("1 more accelerator at Site 0 L4-24GB would place it, for USD 100.00 a month.");
    }

    @Test
    void slices_of_a_group_share_a_replica_and_pay_by_load() {
        var pools = List.of(Estates.pool(0, 4, false, 0));
        var plan = solve(Estates.problem(1, pools, List.of(demand(0, 0, 1, 300_000), demand(1, 0, 1, 600_000))), 100);
        assertThat(plan.placements()).extracting(Placement::accelerators).containsExactly(0.33, 0.67);
        assertThat(plan.placements())
                .extracting(placement -> placement.monthlyCost().usd().toString())
                .containsExactly("33.33", "66.67");
        assertThat(plan.lines()).singleElement().satisfies(line -> {
            assertThat(line.quantity()).isEqualTo(1);
            assertThat(line.workloads()).containsExactly("w0");
        });
    }

    @Test
    void the_queue_is_that_of_the_shared_replicas() {
        var pools = List.of(Estates.pool(0, 8, false, 0));
        var slices = new ArrayList<DemandSlice>();
        for (int i = 0; i < 3; i++) {
            slices.add(demand(i, 0, 1, 900_000));
        }
        var plan = solve(Estates.problem(1, pools, slices), 100);
        // 3 replicas x 4 servers and a load of 2.7: hardly anybody waits.
        assertThat(plan.placements())
                .allSatisfy(placement -> assertThat(placement.latency().parts()).anySatisfy(part -> {
                    assertThat(part.name()).isEqualTo("queue");
                    assertThat(part.p95Ms()).isZero();
                }));
    }

    @Test
    void a_warm_start_is_never_made_worse() {
        var problem = Estates.world(60, 25, 0.4, 11);
        var checkpoint = new HashMap<String, String>();
        var first = solve(problem, 3_000, Map.of(), (assignment, objective) -> checkpoint.putAll(assignment));
        var again = solve(problem, 0, checkpoint, CheckpointListener.NONE);
        assertThat(again.placements()).isEqualTo(first.placements());
        var better = solve(problem, 1_000, checkpoint, CheckpointListener.NONE);
        assertThat(objective(problem, better)).isLessThanOrEqualTo(objective(problem, first));
    }

    @Test
    void a_stop_signal_ends_a_long_search_at_once_and_keeps_the_best() {
        var problem = Estates.world(60, 25, 0.4, 11);
        var asked = new int[1];
        long started = System.nanoTime();
        var plan = new PlacementSolver()
                .solve(
                        problem,
                        SearchLimits.ofTime(Duration.ofMinutes(5), 1),
                        CLOCK,
                        ProgressListener.SILENT,
                        () -> ++asked[0] > 3);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
        assertThat(plan.placements()).isNotEmpty();
        assertThat(plan.seconds()).isEqualTo(300);
    }

    @Test
    void progress_names_every_phase_in_order() {
        var phases = new ArrayList<Progress.Phase>();
        var plan = new PlacementSolver()
                .solve(
                        Estates.world(30, 10, 0.3, 2),
                        SearchLimits.ofSteps(200, 1),
                        CLOCK,
                        progress -> phases.add(progress.phase()),
                        StopSignal.NEVER);
        assertThat(plan.solvedAt()).isEqualTo(CLOCK.instant());
        assertThat(phases).containsExactly(Progress.Phase.values());
    }

    @Test
    void reasons_and_alternatives_speak() {
        var plan = solve(Estates.world(40, 12, 0.25, 9), 300);
        assertThat(plan.placements()).allSatisfy(placement -> {
            assertThat(placement.reason()).endsWith(".").doesNotContain("null").contains("Edge not needed");
            assertThat(placement.alternatives().stream().filter(alternative -> alternative.ruledOutBy() == null))
                    .hasSizeLessThanOrEqualTo(5);
            assertThat(placement.alternatives().stream().filter(alternative -> alternative.ruledOutBy() != null))
                    .hasSizeLessThanOrEqualTo(5);
        });
    }

    private static DemandSlice demand(int index, int group, long weight, long loadMicros) {
        return Estates.slice(
                index, group, List.of(Estates.option(0, loadMicros, 1, 10_000, 0, 0, 50)), List.of(), weight, null);
    }

    private static long objective(PlacementProblem problem, PlacementPlan plan) {
        var poolById = new HashMap<String, Integer>();
        problem.pools().forEach(pool -> poolById.put(pool.at().optionId(), pool.index()));
        var sliceById = new HashMap<String, DemandSlice>();
        problem.slices().forEach(slice -> sliceById.put(slice.slice().id(), slice));
        long micros = plan.monthlyCost().micros();
        for (var placement : plan.placements()) {
            var slice = Objects.requireNonNull(sliceById.get(placement.slice().id()));
            int pool = Objects.requireNonNull(poolById.get(placement.at().optionId()));
            micros += slice.options().stream()
                    .filter(option -> option.pool() == pool)
                    .findFirst()
                    .orElseThrow()
                    .latencyPriceMicros();
        }
        return micros;
    }

    private static PlacementPlan solve(PlacementProblem problem, long steps) {
        return solve(problem, steps, Map.of(), CheckpointListener.NONE);
    }

    private static PlacementPlan solve(
            PlacementProblem problem, long steps, Map<String, String> warmStart, CheckpointListener checkpoints) {
        return new PlacementSolver()
                .solve(
                        problem,
                        SearchLimits.ofSteps(steps, 42),
                        CLOCK,
                        ProgressListener.SILENT,
                        StopSignal.NEVER,
                        warmStart,
                        checkpoints);
    }
}
