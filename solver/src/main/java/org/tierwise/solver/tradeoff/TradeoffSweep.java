package org.tierwise.solver.tradeoff;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.bound.LowerBound;
import org.tierwise.solver.bound.Multipliers;
import org.tierwise.solver.bound.PriceSearch;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.placement.PlanAssembler;
import org.tierwise.solver.placement.SearchLimits;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.search.ModelAnswer;
import org.tierwise.solver.search.ModelLimits;
import org.tierwise.solver.search.ModelSolver;
import org.tierwise.solver.search.ModelWatch;

/**
 * Solves one problem for a row of prices of a millisecond. The problem is built once; each price begins with the plan
 * among all known ones that is best at it, and with the multipliers of the nearest price. Not thread-safe; made for one
 * sweep.
 */
public final class TradeoffSweep {
    /** Name of the policy of a point: that of the problem with another price of a millisecond. */
    public static final String POLICY = "trade-off";

    /** Nearer to the bound than this part is not worth the time of the other points. */
    private static final double GAP_TARGET = 1e-4;

    /** Part of the time for the floor of latency. */
    private static final double FLOOR_PART = 0.06;

    private final PlacementProblem problem;
    private final SweepLimits limits;
    private final Clock clock;
    private final Function<Policy, String> hash;
    private final PricedModel priced;
    private final PriceChoice choice;
    private final List<Known> known = new ArrayList<>();
    private final long began = System.nanoTime();
    private Tradeoff curve = Tradeoff.NONE;
    private boolean floorKnown;

    /** A plan, and what is known of its price. */
    private record Known(
            int[] options,
            long costMicros,
            long latencyMilli,
            long unplacedWeight,
            long priceMicros,
            @Nullable Multipliers multipliers) {
        double objective(long price) {
            return costMicros + price / TradeoffPoint.MILLI * latencyMilli;
        }
    }

    /**
     * @param clock says when a plan was solved
     * @param hash of the inputs under another policy
     */
    public TradeoffSweep(PlacementProblem problem, SweepLimits limits, Clock clock, Function<Policy, String> hash) {
        this.problem = problem;
        this.limits = limits;
        this.clock = clock;
        this.hash = hash;
        priced = new PricedModel(problem);
        choice = new PriceChoice(priced);
    }

    /**
     * Begins from a plan: it is a start for the search and is measured as {@link Tradeoff#current}, if everything that
     * it places can still be so.
     *
     * @param assignment option id by slice id
     */
    public void beginFrom(Map<String, String> assignment) {
        var measured = measure(assignment);
        var added = measured == null ? null : add(measured, 0, null);
        curve = curve.withCurrent(added == null ? null : point(added, 0, Money.ZERO, 0));
    }

    /** Takes up an interrupted sweep. */
    public void resume(Tradeoff found, Function<Integer, Map<String, String>> assignmentOfPlan) {
        curve = new Tradeoff(found.points(), found.floorMilli(), curve.current());
        floorKnown = !found.points().isEmpty() && found.floorMilli() > 0;
        for (var point : found.points()) {
            var number = point.plan();
            var measured = number == null ? null : measure(assignmentOfPlan.apply(number));
            if (measured != null) {
                add(measured, point.pricePerMs().micros(), null);
            }
        }
    }

    /** Blocks until all points are found or the watch asks to stop. */
    public Tradeoff run(SweepWatch watch) {
        while (curve.points().size() < limits.points() && !(watch.stopRequested() && hasPoint())) {
            var price = choice.next(curve);
            if (price.isEmpty()) {
                break;
            }
            watch.solving(new Money(price.get()));
            var answer = solve(price.get(), watch);
            if (watch.stopRequested() && hasPoint()) {
                break;
            }
            found(price.get(), answer, watch);
            if (!floorKnown) {
                proveFloor(curve.points().getFirst().unplacedWeight(), watch);
                watch.changed(curve);
            }
        }
        return curve;
    }

    private boolean hasPoint() {
        return !curve.points().isEmpty();
    }

    private ModelAnswer solve(long price, SweepWatch watch) {
        var start = known.stream()
                .min((a, b) -> a.unplacedWeight != b.unplacedWeight
                        ? Long.compare(a.unplacedWeight, b.unplacedWeight)
                        : Double.compare(a.objective(price), b.objective(price)))
                .map(Known::options)
                .orElse(null);
        return ModelSolver.solve(
                priced.at(price),
                limitsOfNext(),
                limits.seed(),
                new ModelWatch() {
                    @Override
                    public boolean stopRequested() {
                        return watch.stopRequested();
                    }
                },
                start,
                nearest(price));
    }

    private @Nullable Multipliers nearest(long price) {
        Known best = null;
        for (var one : known) {
            if (one.multipliers != null
                    && (best == null || Math.abs(one.priceMicros - price) < Math.abs(best.priceMicros - price))) {
                best = one;
            }
        }
        return best == null ? null : best.multipliers;
    }

    private ModelLimits limitsOfNext() {
        var time = limits.time();
        if (time == null) {
            return ModelLimits.ofSteps(limits.steps());
        }
        long left = Math.max(0, time.toNanos() - elapsed());
        long share = left / Math.max(1, limits.points() - curve.points().size());
        return ModelLimits.ofTime(Duration.ofNanos(Math.max(share, 100_000_000)))
                .withGapTarget(GAP_TARGET);
    }

    private long elapsed() {
        return System.nanoTime() - began;
    }

    private void found(long price, ModelAnswer answer, SweepWatch watch) {
        long costMicros = answer.objectiveMicros() - priced.latencyPriceMicros(price, answer.option());
        var added = add(
                new Known(
                        answer.option(),
                        costMicros,
                        priced.latencyMilli(answer.option()),
                        answer.unplacedWeight(),
                        price,
                        null),
                price,
                answer.multipliers());
        var point = point(added, price, new Money(answer.lowerBoundMicros()), answer.gap());
        var before = curve;
        var same =
                before.points().stream().filter(other -> other.isSameAs(point)).findFirst();
        if (same.isPresent()) {
            var number = same.get().plan();
            curve = before.with(number == null ? point : point.keptAs(number));
            watch.changed(curve);
        } else if (before.points().stream().anyMatch(other -> other.dominates(point))) {
            curve = before.with(point);
            watch.changed(curve);
        } else {
            var number = watch.found(before.with(point), point, () -> plan(answer, price));
            curve = before.with(number == null ? point : point.keptAs(number));
            watch.changed(curve);
        }
    }

    private PlacementPlan plan(ModelAnswer answer, long price) {
        var policy = problem.policy().priced(POLICY, price / 1e6);
        var time = limits.time();
        return new PlanAssembler(
                        problem.with(policy, hash.apply(policy)),
                        priced.positions().positions(answer.option()))
                .assemble(
                        time == null
                                ? SearchLimits.ofSteps(limits.steps(), limits.seed())
                                : SearchLimits.ofTime(time, limits.seed()),
                        clock.instant(),
                        new Money(answer.lowerBoundMicros()),
                        priced.positions().proof(answer, priced.at(price)));
    }

    private TradeoffPoint point(Known plan, long price, Money bound, double gap) {
        int placed = 0;
        int slices = 0;
        for (var slice : problem.slices()) {
            if (slice.backup() == null) {
                slices++;
                placed += plan.options[slice.index()] >= 0 ? 1 : 0;
            }
        }
        return new TradeoffPoint(
                new Money(price),
                new Money(plan.costMicros),
                plan.latencyMilli,
                priced.peakRps(plan.options),
                placed,
                slices - placed,
                plan.unplacedWeight,
                bound,
                gap,
                null);
    }

    private Known add(Known plan, long price, @Nullable Multipliers multipliers) {
        var added =
                new Known(plan.options, plan.costMicros, plan.latencyMilli, plan.unplacedWeight, price, multipliers);
        known.add(added);
        return added;
    }

    /** What a plan costs and how fast it is in this problem; null if something of it is no longer possible. */
    private @Nullable Known measure(Map<String, String> assignment) {
        int[] positions = new int[priced.model().slices];
        Arrays.fill(positions, -1);
        int matched = 0;
        for (var slice : problem.slices()) {
            var wanted = assignment.get(slice.slice().id());
            for (int i = 0; wanted != null && i < slice.options().size(); i++) {
                int pool = slice.options().get(i).pool();
                if (problem.pools().get(pool).at().optionId().equals(wanted)) {
                    positions[slice.index()] = i;
                    matched++;
                }
            }
        }
        if (matched != assignment.size()) {
            return null;
        }
        int[] options = priced.positions().options(positions);
        long cost = priced.costMicros(options);
        return cost < 0
                ? null
                : new Known(options, cost, priced.latencyMilli(options), priced.unplacedWeight(options), 0, null);
    }

    /** The lowest latency that is proven for plans that leave no more unplaced than the first point. */
    private void proveFloor(long unplacedWeight, SweepWatch watch) {
        var model = priced.latencyOnly();
        long open = unplacedWeight - LowerBound.withoutOptions(model);
        var time = limits.time();
        long until = time == null ? Long.MAX_VALUE : elapsed() + (long) (FLOOR_PART * time.toNanos());
        long from = elapsed();
        DoubleSupplier passed = () -> watch.stopRequested()
                ? 1
                : time == null ? 0 : Math.clamp((double) (elapsed() - from) / Math.max(1, until - from), 0, 1);
        var search = new PriceSearch(model);
        search.run(passed);
        var best = search.best();
        if (open > 0) {
            var weighted = new PriceSearch(model, best, open);
            weighted.run(passed);
            best = weighted.best();
        } else {
            best = best.withWeight(PlacementModel.NO_LIMIT);
        }
        curve = curve.withFloor(Math.max(0, LowerBound.of(model, best, open)));
        floorKnown = true;
    }
}
