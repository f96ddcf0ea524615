package org.tierwise.solver.search;

import ai.timefold.solver.core.config.solver.EnvironmentMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.bound.LowerBound;
import org.tierwise.solver.bound.Multipliers;
import org.tierwise.solver.bound.PriceSearch;
import org.tierwise.solver.bound.SinglesPrices;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.search.ModelWatch.Phase;

/**
 * From a model to a plan with its proof: prices, a first plan from the prices, two independent searches, and the bound.
 * Has no state; several solves may run at once. With a number of steps as limit, equal models, seeds and limits give
 * equal answers, whatever the machine.
 */
public final class ModelSolver {
    /** Searches at once, one a core of the smallest machine. */
    private static final int LANES = 2;

    private static final double PROVING_PART = 0.06;

    /**
     * Parts of the time until prices of accelerators, prices of blocks and construction have to come to an end; the rest
     * is search and proof.
     *
     * @param steps by which prices follow each round of a first dive: the fewer, the more rounds there is time for
     */
    private record Schedule(double simple, double pricing, double construction, int steps) {
        private static final Schedule USUAL = new Schedule(0.1, 0.25, 0.72, 10);

        /** Where time is no matter. */
        private static final Schedule SMALL = new Schedule(0.1, 0.25, 0.72, 40);

        /** Where no slices share replicas, searching gains more than constructing. */
        private static final Schedule SINGLES = new Schedule(0.1, 0.25, 0.4, 10);

        /** Where a look at all options takes long, prices do. */
        private static final Schedule LARGE = new Schedule(0.4, 0.45, 0.85, 5);

        private static final int SMALL_UP_TO = 50_000;

        static Schedule of(PlacementModel model) {
            if (model.groups == model.slices) {
                return SINGLES;
            }
            if (model.options < SMALL_UP_TO) {
                return SMALL;
            }
            return model.options < PriceSearch.LARGE_FROM ? USUAL : LARGE;
        }
    }

    /** Of each lane, while there is time. */
    private static final int DIVES = 12;

    /** A dive in less than this part of the time of the last one would be too hasty. */
    private static final double DIVE_WORTHWHILE = 0.8;

    /** How much slower a dive may be than the last. */
    private static final double SLOWER = 2.5;

    private static final long SEED_STEP = 1_000_003;

    /** Steps in a round of a dive beyond which nothing was seen to be gained. */
    private static final int PRICE_STEPS_MOST = 60;

    private static final double TEMPERATURE = 4e-3;

    /** Part of the time after which searches on plain arrays end; what is left is for checks. */
    private static final double SINGLES_PART = 0.97;

    /** Part of the time after which they give up if nothing was found that places every slice. */
    private static final double FEASIBLE_PART = 0.4;

    /** Part of the time after which prices of accelerators come to an end there. */
    private static final double SINGLES_PRICING = 0.4;

    /** Part of the time that prices of blocks get there. */
    private static final double SINGLES_SHARPENING = 0.1;

    /** They are of use where a slice fills more than such a part of a pool. */
    private static final double FILL_OF_BLOCKS = 0.11;

    /** Of such a search, for each move of the usual one. */
    private static final long SMALL_MOVES = 100;

    private final PlacementModel model;
    private final Schedule schedule;
    private final ModelLimits limits;
    private final long seed;
    private final ModelWatch watch;
    private final EnvironmentMode mode;
    private final long began = System.nanoTime();

    private ModelSolver(PlacementModel model, ModelLimits limits, long seed, ModelWatch watch, EnvironmentMode mode) {
        this.model = model;
        this.schedule = Schedule.of(model);
        this.limits = limits;
        this.seed = seed;
        this.watch = watch;
        this.mode = mode;
    }

    /** Solves from scratch. */
    public static ModelAnswer solve(PlacementModel model, ModelLimits limits, long seed, ModelWatch watch) {
        return solve(model, limits, seed, watch, null, null);
    }

    /**
     * Blocks until the limit or the gap target is reached, or {@code watch} asks to stop.
     *
     * @param start options of slices, −1 where one is to be found; what does not fit together is dropped. The answer is
     *     never worse than it
     * @param prices multipliers to begin with, such as those of a similar model
     */
    public static ModelAnswer solve(
            PlacementModel model,
            ModelLimits limits,
            long seed,
            ModelWatch watch,
            int @Nullable [] start,
            @Nullable Multipliers prices) {
        return new ModelSolver(model, limits, seed, watch, EnvironmentMode.NO_ASSERT).solve(start, prices);
    }

    /** The same with Timefold checking every step: for tests. */
    static ModelAnswer solveAsserting(PlacementModel model, long steps, long seed) {
        return new ModelSolver(model, ModelLimits.ofSteps(steps), seed, ModelWatch.NONE, EnvironmentMode.FULL_ASSERT)
                .solve(null, null);
    }

    private ModelAnswer solve(int @Nullable [] start, @Nullable Multipliers warm) {
        if (mode == EnvironmentMode.NO_ASSERT && Singles.are(model)) {
            var answer = solveSingles(start);
            if (answer != null) {
                return answer;
            }
        }
        watch.phase(Phase.PRICING);
        var prices = warm == null ? new PriceSearch(model) : new PriceSearch(model, warm);
        prices.run(passed(0, schedule.simple()));
        prices.sharpen(passed(schedule.simple(), schedule.pricing()));
        watch.phase(Phase.CONSTRUCTING);
        var tools = Tools.of(model, prices.guide());
        var starts = construct(tools, prices, start);
        var first = starts.getFirst();
        long proven = proven(first, prices);
        tell(first, proven);
        watch.phase(Phase.SEARCHING);
        var best = search(tools, starts, proven);
        watch.phase(Phase.PROVING);
        watch.progressed(best, proven);
        return prove(best, prices);
    }

    /** Where no slices share replicas, plain arrays are quicker; missing if no plan is found that places every slice. */
    private @Nullable ModelAnswer solveSingles(int @Nullable [] start) {
        watch.phase(Phase.PRICING);
        var simple = new SinglesPrices(model).find(passed(0, SINGLES_PRICING));
        var multipliers = simple;
        long bound = LowerBound.of(model, simple, 0);
        if (bound >= PlacementModel.NO_LIMIT) {
            return null;
        }
        int[] begin = start;
        if (SinglesRanking.leavesOut(model)) {
            begin = new SinglesStart(model, simple.accelerator()).find(start);
        }
        var singles = begin == null
                ? Singles.of(model, simple.accelerator())
                : Singles.around(model, simple.accelerator(), begin);
        if (singles.fill > FILL_OF_BLOCKS && model.options < PriceSearch.LARGE_FROM) {
            var prices = new PriceSearch(model, simple);
            prices.sharpen(passed(part(), part() + SINGLES_SHARPENING));
            multipliers = prices.best().withWeight(PlacementModel.NO_LIMIT).trimmed();
            bound = LowerBound.of(model, multipliers, 0);
        }
        var best = searchSingles(singles, begin, bound);
        if (best == null) {
            return null;
        }
        watch.phase(Phase.PROVING);
        watch.progressed(best, bound);
        return new ModelAnswer(best.option(), best.unplacedWeight(), best.objectiveMicros(), bound, multipliers);
    }

    private @Nullable Incumbent searchSingles(Singles singles, int @Nullable [] start, long bound) {
        watch.phase(Phase.SEARCHING);
        long target = bound + (long) (limits.gapTarget() * Math.abs(bound));
        var time = limits.time();
        long nanos = time == null ? 0 : Math.max(1, (long) (time.toNanos() * SINGLES_PART) - elapsed());
        long giveUp = time == null ? Long.MAX_VALUE : (long) (time.toNanos() * FEASIBLE_PART);
        // A lane that is through ends the other, but not where equal steps are to give equal answers.
        var through = new AtomicBoolean();
        return inLanes(lane -> {
                    var found = new SinglesSearch(
                                    singles,
                                    target,
                                    () -> watch.stopRequested() || through.get(),
                                    () -> elapsed() > giveUp,
                                    plan -> watch.progressed(plan, bound))
                            .search(start, nanos, limits.steps() * SMALL_MOVES, seed + lane * SEED_STEP);
                    if (found != null && found.objectiveMicros() <= target && time != null) {
                        through.set(true);
                    }
                    return Optional.ofNullable(found);
                })
                .stream()
                .flatMap(Optional::stream)
                .reduce((a, b) -> b.isBetterThan(a) ? b : a)
                .orElse(null);
    }

    /** What prices prove of a plan; −1 if it leaves something unplaced that has options, which needs other prices. */
    private long proven(Incumbent plan, PriceSearch prices) {
        return LowerBound.withoutOptions(model) == plan.unplacedWeight() ? prices.bound() : -1;
    }

    private void tell(Incumbent found, long proven) {
        if (found.isPlan()) {
            watch.progressed(found, proven);
        }
    }

    /** A plan for each lane to start from. */
    private List<Incumbent> construct(Tools tools, PriceSearch prices, int @Nullable [] start) {
        if (start != null) {
            return Collections.nCopies(LANES, dive(newDive(tools, 0), prices, start, Pace.USUAL, schedule.steps()));
        }
        var made = inLanes(lane -> dives(newDive(tools, lane), prices)).stream()
                .flatMap(List::stream)
                .toList();
        // A plan that leaves a little unplaced and is cheap for that may be nearer to the best than one that does not.
        var best = made.stream().reduce((a, b) -> b.isBetterThan(a) ? b : a).orElseGet(this::nothing);
        var nearest =
                made.stream().min(Comparator.comparingDouble(this::likely)).orElse(best);
        return List.of(best, nearest);
    }

    private Dive newDive(Tools tools, int lane) {
        return new Dive(model, tools.guide(), new Reinsertion(model, tools.guide()), seed + lane * SEED_STEP);
    }

    /** What a plan may cost when all is placed: what is not is as dear as twice what is. */
    private double likely(Incumbent plan) {
        double placed = Math.max(1, Arrays.stream(model.sliceWeight).sum() - plan.unplacedWeight());
        return plan.objectiveMicros() * (1 + 2 * plan.unplacedWeight() / placed);
    }

    private List<Incumbent> dives(Dive dive, PriceSearch prices) {
        var made = new ArrayList<Incumbent>();
        double part = Pace.USUAL;
        double steps = schedule.steps();
        for (int i = 0; i < DIVES; i++) {
            long before = elapsed();
            var plan = dive(dive, prices, null, part, (int) steps);
            made.add(plan);
            tell(plan, proven(plan, prices));
            long left = constructionLeft();
            long took = Math.max(1, elapsed() - before);
            if (left < DIVE_WORTHWHILE * took || watch.stopRequested() || (limits.time() == null && i > 0)) {
                break;
            }
            if (limits.time() != null) {
                // The next one is as slow as the time allows: smaller parts first, then more steps.
                double slower = Math.min((double) left / took, SLOWER);
                double smaller = Math.max(Pace.LEAST, part / slower);
                steps = Math.clamp(steps * slower * smaller / part, schedule.steps(), PRICE_STEPS_MOST);
                part = smaller;
            }
        }
        return made;
    }

    private Incumbent dive(Dive dive, PriceSearch prices, int @Nullable [] start, double part, int steps) {
        var state = new SearchState(model);
        if (start != null) {
            putGiven(state, start);
        }
        dive.fill(state, prices.residual(), steps, new Pace(part, constructionLeft(), watch::stopRequested));
        return Incumbent.of(state);
    }

    private long constructionLeft() {
        var time = limits.time();
        return time == null
                ? Long.MAX_VALUE
                : Math.max(0, (long) (schedule.construction() * time.toNanos()) - elapsed());
    }

    /** What each lane gives; lanes run at once and share nothing that changes. */
    private static <T> List<T> inLanes(IntFunction<T> lane) {
        var threads = Executors.newFixedThreadPool(LANES, task -> {
            var thread = new Thread(task, "placement-search");
            thread.setDaemon(true);
            return thread;
        });
        try {
            var running = IntStream.range(0, LANES)
                    .mapToObj(own -> CompletableFuture.supplyAsync(() -> lane.apply(own), threads))
                    .toList();
            // Joined rather than got: a solve may run on a thread that holds a database connection.
            return running.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            // What failed in a lane fails here as what it was: a full memory too.
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            } else if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        } finally {
            threads.shutdown();
        }
    }

    private void putGiven(SearchState state, int[] start) {
        for (int slice = 0; slice < model.slices; slice++) {
            int option = start[slice];
            if (option >= 0 && state.fits(option)) {
                state.put(slice, option);
            }
        }
    }

    private Incumbent search(Tools tools, List<Incumbent> starts, long proven) {
        long target = proven < 0 ? 0 : proven + (long) (limits.gapTarget() * Math.abs(proven));
        var annealing = new Annealing(tools, TEMPERATURE, mode);
        var time = remaining();
        var best = inLanes(lane -> annealing.improve(
                        starts.get(lane),
                        time,
                        limits.steps(),
                        seed + lane * SEED_STEP,
                        target,
                        watch::stopRequested,
                        found -> tell(found, proven)))
                .stream()
                .reduce(starts.getFirst(), (a, b) -> b.isBetterThan(a) ? b : a);
        // A cap can be so tight that no search came within it; then nothing at all is what keeps every rule.
        return best.isPlan() ? best : nothing();
    }

    private ModelAnswer prove(Incumbent best, PriceSearch prices) {
        long open = best.unplacedWeight() - LowerBound.withoutOptions(model);
        var found = prices.best();
        var multipliers =
                (open == 0 ? found.withWeight(PlacementModel.NO_LIMIT) : pricedUnplaced(found, open)).trimmed();
        long bound = LowerBound.of(model, multipliers, open);
        return new ModelAnswer(best.option(), best.unplacedWeight(), best.objectiveMicros(), bound, multipliers);
    }

    /** Where capacity is short, the bound needs the price of leaving demand unplaced. */
    private Multipliers pricedUnplaced(Multipliers found, long open) {
        var search = new PriceSearch(model, found, open);
        double begun = part();
        double halfway = (1 + begun) / 2;
        search.run(passed(begun, halfway));
        search.sharpen(passed(halfway, 1));
        return search.best();
    }

    private @Nullable Duration remaining() {
        var time = limits.time();
        return time == null
                ? null
                : Duration.ofNanos(Math.max(0, (long) (time.toNanos() * (1 - PROVING_PART)) - elapsed()));
    }

    private double part() {
        var time = limits.time();
        return time == null ? 0 : Math.min(1, (double) elapsed() / Math.max(1, time.toNanos()));
    }

    /** How much of a section of the time has passed, from 0 to 1; without a limit of time 0 until somebody asks to stop. */
    private DoubleSupplier passed(double from, double to) {
        return () -> {
            if (watch.stopRequested()) {
                return 1;
            }
            return limits.time() == null ? 0 : Math.clamp((part() - from) / Math.max(1e-9, to - from), 0, 1);
        };
    }

    private long elapsed() {
        return System.nanoTime() - began;
    }

    private Incumbent nothing() {
        return Incumbent.of(new SearchState(model));
    }
}
