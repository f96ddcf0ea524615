package org.tierwise.solver.tradeoff;

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
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.model.BruteForce;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.placement.ProblemModel;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.search.Estates;

class TradeoffSweepTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    /** Keeps the plans as a workspace would. */
    private static final class Keeper implements SweepWatch {
        final List<PlacementPlan> plans = new ArrayList<>();
        final List<Money> prices = new ArrayList<>();
        int stopAfter = Integer.MAX_VALUE;

        @Override
        public void solving(Money pricePerMs) {
            prices.add(pricePerMs);
        }

        @Override
        public Integer found(Tradeoff soFar, TradeoffPoint point, Supplier<PlacementPlan> plan) {
            plans.add(plan.get());
            return plans.size();
        }

        @Override
        public boolean stopRequested() {
            return plans.size() >= stopAfter;
        }
    }

    @Test
    void no_plan_lies_below_the_envelope_of_a_tiny_estate() {
        assertAgainstAllPlans(0, 120);
    }

    @Test
    @Tag("slow")
    void no_plan_lies_below_the_envelope_of_a_thousand_tiny_estates() {
        assertAgainstAllPlans(1_000, 1_000);
    }

    private static void assertAgainstAllPlans(int first, int count) {
        int curves = 0;
        for (int seed = first; seed < first + count; seed++) {
            var problem = Estates.tiny(seed);
            var keeper = new Keeper();
            var curve = sweep(problem, 60).run(keeper);
            assertThat(curve.points()).as("seed %d", seed).isNotEmpty();
            long served = curve.frontier().getFirst().unplacedWeight();
            var truth = new AllPlans(problem, served, curve);
            assertThat(truth.below)
                    .as("plans below the envelope of seed %d", seed)
                    .isEmpty();
            assertThat(truth.fastest).as("floor of seed %d", seed).isGreaterThanOrEqualTo(curve.floorMilli());
            curves += curve.frontier().size() > 2 ? 1 : 0;
        }
        assertThat(curves).as("estates with a curve of at least three points").isGreaterThan(count / 8);
    }

    @Test
    void points_are_non_dominated_and_what_they_say_is_true_of_their_plans() {
        for (long seed = 0; seed < 40; seed++) {
            var problem = Estates.tiny(seed);
            var keeper = new Keeper();
            var curve = sweep(problem, 60).run(keeper);
            for (var one : curve.frontier()) {
                for (var other : curve.frontier()) {
                    assertThat(one.dominates(other)).isFalse();
                    assertThat(one.equals(other) || !one.isSameAs(other)).isTrue();
                }
            }
            for (var point : curve.points()) {
                if (point.plan() != null) {
                    assertTrue(problem, keeper.plans.get(point.plan() - 1), point, seed);
                }
            }
        }
    }

    private static void assertTrue(PlacementProblem problem, PlacementPlan plan, TradeoffPoint point, long seed) {
        assertThat(plan.monthlyCost()).as("seed %d", seed).isEqualTo(point.monthlyCost());
        var proof = Objects.requireNonNull(plan.proof());
        assertThat(plan.lowerBound()).isNotNull().isLessThanOrEqualTo(proof.objective());
        assertThat(plan.placements()).hasSize(point.placed());
        assertThat(plan.unplaced()).hasSize(point.unplaced());
        double latency = 0;
        double load = 0;
        for (var slice : problem.slices()) {
            for (var placement : plan.placements()) {
                if (placement.slice().id().equals(slice.slice().id())) {
                    var option = slice.options().stream()
                            .filter(one -> problem.pools().get(one.pool()).at().equals(placement.at()))
                            .findFirst()
                            .orElseThrow();
                    latency += option.p95Ms() * slice.slice().peakRps();
                    load += slice.slice().peakRps();
                }
            }
        }
        assertThat(point.latencyMilli() / 1e3).isCloseTo(latency, within(0.01));
        assertThat(point.meanMs()).isCloseTo(load == 0 ? 0 : latency / load, within(0.01));
    }

    @Test
    void a_curve_of_a_world_spreads_from_the_cheapest_plan_to_the_fastest() {
        var keeper = new Keeper();
        var curve = sweep(Estates.world(60, 25, 0.4, 11), 300).run(keeper);
        assertThat(keeper.prices).hasSize(8).doesNotHaveDuplicates().startsWith(Money.ZERO);
        assertThat(curve.frontier()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(curve.frontier()).allSatisfy(point -> {
            assertThat(point.monthlyCost())
                    .isGreaterThanOrEqualTo(curve.envelope().cost(point.latencyMilli()));
            assertThat(point.latencyMilli()).isGreaterThanOrEqualTo(curve.floorMilli());
            assertThat(point.gap()).isBetween(0.0, 0.05);
        });
        var segments = curve.envelope().segments(curve.frontier().getLast().latencyMilli());
        assertThat(segments.getFirst().fromMilli()).isEqualTo(curve.floorMilli());
        for (int i = 1; i < segments.size(); i++) {
            assertThat(segments.get(i).fromMilli())
                    .isEqualTo(segments.get(i - 1).toMilli() + 1);
            assertThat(segments.get(i).pricePerMs())
                    .isLessThan(segments.get(i - 1).pricePerMs());
            assertThat(segments.get(i).costFrom())
                    .isEqualTo(curve.envelope().cost(segments.get(i).fromMilli()));
        }
    }

    @Test
    void a_sweep_that_was_cut_short_goes_on_at_the_next_point() {
        var problem = Estates.world(40, 15, 0.3, 5);
        var first = new Keeper();
        first.stopAfter = 3;
        var part = sweep(problem, 100).run(first);
        assertThat(part.points()).hasSize(3);

        var second = new Keeper();
        second.plans.addAll(first.plans);
        var rest = sweep(problem, 100);
        rest.resume(part, number -> assignment(first.plans.get(number - 1)));
        var whole = rest.run(second);
        assertThat(whole.points()).hasSize(8).startsWith(part.points().toArray(TradeoffPoint[]::new));
        assertThat(second.prices).hasSize(5);
    }

    @Test
    void the_current_plan_is_measured_like_the_points_unless_it_no_longer_fits() {
        var problem = Estates.world(40, 15, 0.3, 5);
        var keeper = new Keeper();
        var unused = sweep(problem, 100).run(keeper);
        var plan = keeper.plans.get(1);
        var sweep = sweep(problem, 100);
        sweep.beginFrom(assignment(plan));
        var again = new Keeper();
        again.stopAfter = 1;
        var current = Objects.requireNonNull(sweep.run(again).current());
        assertThat(current.monthlyCost()).isEqualTo(plan.monthlyCost());

        var other = sweep(problem, 100);
        other.beginFrom(Map.of("w0@Town 0 DE", "a pool that is gone"));
        assertThat(other.run(again).current()).isNull();
    }

    @Test
    void an_estate_without_a_choice_has_one_point() {
        var keeper = new Keeper();
        var curve = sweep(Estates.problem(0, List.of(), List.of()), 10).run(keeper);
        assertThat(curve.points()).hasSize(1);
    }

    @Test
    void a_sweep_by_the_clock_ends_in_time() {
        long started = System.nanoTime();
        var curve = new TradeoffSweep(
                        Estates.world(60, 25, 0.4, 11),
                        SweepLimits.ofTime(8, Duration.ofSeconds(4), 1),
                        CLOCK,
                        policy -> "hash")
                .run(new Keeper());
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(15));
        assertThat(curve.points()).hasSize(8);
    }

    private static TradeoffSweep sweep(PlacementProblem problem, long steps) {
        return new TradeoffSweep(problem, SweepLimits.ofSteps(8, steps, 1), CLOCK, policy -> "hash");
    }

    private static Map<String, String> assignment(PlacementPlan plan) {
        var map = new HashMap<String, String>();
        plan.placements()
                .forEach(placement ->
                        map.put(placement.slice().id(), placement.at().optionId()));
        return map;
    }

    /** Tries every plan, with arithmetic apart from that of the sweep. */
    private static final class AllPlans {
        final List<String> below = new ArrayList<>();
        long fastest = Long.MAX_VALUE;

        private final PlacementProblem problem;
        private final PlacementModel model;
        private final Tradeoff curve;
        private final long served;
        private final int[] position;

        AllPlans(PlacementProblem problem, long served, Tradeoff curve) {
            this.problem = problem;
            this.served = served;
            this.curve = curve;
            model = ProblemModel.of(problem).model();
            position = new int[problem.slices().size()];
            tryFrom(0);
        }

        private void tryFrom(int slice) {
            if (slice == position.length) {
                judge();
                return;
            }
            for (int i = -1; i < problem.slices().get(slice).options().size(); i++) {
                position[slice] = i;
                tryFrom(slice + 1);
            }
        }

        private void judge() {
            long weight = 0;
            long beside = 0;
            long latency = 0;
            int[] options = new int[position.length];
            for (int slice = 0; slice < position.length; slice++) {
                var of = problem.slices().get(slice);
                options[slice] =
                        position[slice] < 0 ? -1 : model.sliceOption[model.sliceStart[slice] + position[slice]];
                if (position[slice] < 0) {
                    weight += of.unplacedWeight();
                } else {
                    var option = of.options().get(position[slice]);
                    beside += option.latencyPriceMicros();
                    latency += Math.round(option.p95Ms() * of.slice().peakRps() * 1_000);
                }
            }
            if (weight > served) {
                return;
            }
            long micros = BruteForce.micros(model, options);
            if (micros == Long.MAX_VALUE) {
                return;
            }
            fastest = Math.min(fastest, latency);
            long cost = micros - beside;
            if (cost < curve.envelope().cost(latency).micros()) {
                below.add(latency + " at " + cost);
            }
        }
    }
}
