package org.tierwise.solver.tradeoff;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
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

    /** How often it is asked whether others are ready, when nothing else is left to do. */
    private static final long PAUSE_MILLIS = 100;

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
        return run(watch, SweepHelp.NONE);
    }

    /** The same with others who solve some of the prices meanwhile. */
    public Tradeoff run(SweepWatch watch, SweepHelp help) {
        while (true) {
            help.collect().forEach(solved -> merge(solved, watch));
            if (curve.points().size() >= limits.points() || (watch.stopRequested() && hasPoint())) {
                return curve;
            }
            var price = help.takeBack().map(Money::micros).or(() -> nextPrice(help.underWay()));
            if (price.isPresent()) {
                offer(price.get(), help);
                if (!solveHere(price.get(), watch, help)) {
                    return curve;
                }
            } else if (help.underWay().isEmpty()) {
                return curve;
            } else {
                pause();
            }
        }
    }

    /** False if it was given up because of the wish to stop. */
    private boolean solveHere(long price, SweepWatch watch, SweepHelp help) {
        watch.solving(new Money(price));
        var answer = solve(price, limitsOfNext(help.hands()), watch::stopRequested);
        if (watch.stopRequested() && hasPoint()) {
            return false;
        }
        found(price, answer, watch);
        if (!floorKnown) {
            proveFloor(curve.points().getFirst().unplacedWeight(), watch);
            watch.changed(curve);
        }
        return true;
    }

    /**
     * One price for the sweep of somebody else.
     *
     * @param stop true to give up
     */
    public SolvedPrice solveOne(Money price, Duration time, BooleanSupplier stop) {
        long micros = price.micros();
        var answer = solve(micros, ModelLimits.ofTime(time).withGapTarget(GAP_TARGET), stop);
        var known = add(known(answer, micros), micros, answer.multipliers());
        return new SolvedPrice(
                point(known, micros, new Money(answer.lowerBoundMicros()), answer.gap()), plan(answer, micros));
    }

    private Optional<Long> nextPrice(List<Money> underWay) {
        return curve.points().size() + underWay.size() < limits.points()
                ? choice.next(curve, underWay)
                : Optional.empty();
    }

    /** As many prices beside this one as there are hands; the first point is needed to choose them well. */
    private void offer(long own, SweepHelp help) {
        var taken = new ArrayList<>(help.underWay());
        taken.add(new Money(own));
        for (int hand = taken.size() - 1; hand < help.hands() && hasPoint(); hand++) {
            var next = nextPrice(taken);
            var time = limitsOfNext(help.hands()).time();
            if (next.isEmpty() || time == null) {
                return;
            }
            var price = new Money(next.get());
            help.offer(price, time);
            taken.add(price);
        }
    }

    /** Takes up what somebody else has found, if it was found for the same inputs. */
    private void merge(SolvedPrice solved, SweepWatch watch) {
        long price = solved.point().pricePerMs().micros();
        var measured = measure(solved.plan().assignment());
        boolean same = hash.apply(problem.policy().priced(POLICY, price / 1e6))
                .equals(solved.plan().inputHash());
        boolean tried =
                curve.points().stream().anyMatch(point -> point.pricePerMs().micros() == price);
        if (measured != null && same && !tried) {
            var unused = add(measured, price, null);
            keep(solved.point(), watch, solved::plan);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts threads here.", e);
        }
    }

    private boolean hasPoint() {
        return !curve.points().isEmpty();
    }

    private ModelAnswer solve(long price, ModelLimits time, BooleanSupplier stop) {
        var start = known.stream()
                .min((a, b) -> a.unplacedWeight != b.unplacedWeight
                        ? Long.compare(a.unplacedWeight, b.unplacedWeight)
                        : Double.compare(a.objective(price), b.objective(price)))
                .map(Known::options)
                .orElse(null);
        return ModelSolver.solve(
                priced.at(price),
                time,
                limits.seed(),
                new ModelWatch() {
                    @Override
                    public boolean stopRequested() {
                        return stop.getAsBoolean();
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

    /** The time that is left for one price, if so many others work at the same time. */
    private ModelLimits limitsOfNext(int hands) {
        var time = limits.time();
        if (time == null) {
            return ModelLimits.ofSteps(limits.steps());
        }
        long left = Math.max(0, time.toNanos() - elapsed());
        int rounds = Math.ceilDiv(Math.max(1, limits.points() - curve.points().size()), 1 + hands);
        long share = left / rounds;
        return ModelLimits.ofTime(Duration.ofNanos(Math.max(share, 100_000_000)))
                .withGapTarget(GAP_TARGET);
    }

    private long elapsed() {
        return System.nanoTime() - began;
    }

    private void found(long price, ModelAnswer answer, SweepWatch watch) {
        var added = add(known(answer, price), price, answer.multipliers());
        keep(point(added, price, new Money(answer.lowerBoundMicros()), answer.gap()), watch, () -> plan(answer, price));
    }

    private Known known(ModelAnswer answer, long price) {
        return new Known(
                answer.option(),
                answer.objectiveMicros() - priced.latencyPriceMicros(price, answer.option()),
                priced.latencyMilli(answer.option()),
                answer.unplacedWeight(),
                price,
                null);
    }

    /** Puts a point on the curve; its plan is kept only if no other point is as good. */
    private void keep(TradeoffPoint point, SweepWatch watch, Supplier<PlacementPlan> plan) {
        var before = curve;
        var same =
                before.points().stream().filter(other -> other.isSameAs(point)).findFirst();
        if (same.isPresent()) {
            var number = same.get().plan();
            curve = before.with(number == null ? point : point.keptAs(number));
        } else if (before.points().stream().anyMatch(other -> other.dominates(point))) {
            curve = before.with(point);
        } else {
            var number = watch.found(before.with(point), point, plan);
            curve = before.with(number == null ? point : point.keptAs(number));
        }
        watch.changed(curve);
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
