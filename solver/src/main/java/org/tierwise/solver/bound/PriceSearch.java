package org.tierwise.solver.bound;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.tierwise.solver.model.PlacementModel;

/**
 * Finds multipliers that prove a high bound. First one price for the accelerators of each pool, then, where pools are
 * small, a price for each size of block: the latter prove more, but only if they begin near. Both climb the slopes of
 * the Lagrangian over candidate cells. Every so often a scan of all cells says what the prices really prove and adds the
 * cells that were missed.
 */
public final class PriceSearch {
    /** Steps of a climb in a search without a limit of time; more have not been seen to gain much. */
    private static final int STEPS_USUAL = 800;

    /** Steps of a climb after which no problem has been seen to gain anything. */
    private static final int STEPS_MOST = 6_000;

    /** Cells for each block to begin with. */
    private static final int SEEDS = 32;

    /** The same where a scan takes so long that prices go far from one to the next. */
    private static final int SEEDS_LARGE = 64;

    /** With so many options a scan of all of them takes a noticeable part of a second. */
    public static final int LARGE_FROM = 5_000_000;

    /** The same when the prices are near already. */
    private static final int SEEDS_NEAR = 3;

    /** Of the time, scans get at most so much. */
    private static final double SCANNING = 0.5;

    /** Steps between scans: few at first, because with few candidates prices soon mislead. */
    private static final int EARLY_STEPS = 10;

    private static final int EARLY = 40;
    private static final int STEPS = 40;

    /** Rates of the first and the last step, in parts of what an accelerator costs. */
    private static final Rates FROM_NOTHING = new Rates(0.08, 1.5e-3);

    private static final Rates FROM_SIMILAR = new Rates(0.01, 1e-3);
    private static final Rates OF_BLOCKS = new Rates(1.2e-3, 5e-5);
    private static final Rates OF_BLOCKS_AGAIN = new Rates(5e-3, 5e-5);

    private record Rates(double first, double last) {
        double at(double part) {
            return first * Math.pow(last / first, part);
        }
    }

    private final PlacementModel model;
    private final Relaxation relaxation;
    private final boolean weighted;
    private final boolean similar;

    /** What an accelerator costs, about, in micro-dollars. */
    private final double unit;

    /** What the last scan took. */
    private long scanNanos;

    private Multipliers best;
    private long bound;

    /** The best that have one price for all accelerators of a pool. */
    private Multipliers simple;

    /** For plans that leave nothing unplaced that has an option; or rather, where that is not possible, little. */
    public PriceSearch(PlacementModel model) {
        this(model, dearUnplaced(model), 0, false, false);
    }

    /** The same, beginning with multipliers of a similar problem. */
    public PriceSearch(PlacementModel model, Multipliers start) {
        this(model, start.withWeight(dearUnplaced(model).weight()), 0, false, true);
    }

    /** For plans that leave so much unplaced: finds the price of that too, beginning with these multipliers. */
    public PriceSearch(PlacementModel model, Multipliers start, long unplacedWeight) {
        this(model, start, unplacedWeight, true, true);
    }

    private PriceSearch(
            PlacementModel model, Multipliers start, long unplacedWeight, boolean weighted, boolean similar) {
        this.model = model;
        this.weighted = weighted;
        this.similar = similar;
        relaxation = new Relaxation(model, unplacedWeight, weighted);
        best = start;
        simple = start.withoutBlocks();
        bound = relaxation.scan(best);
        double value = relaxation.value(simple);
        unit = Math.max(1, Math.abs(value) / Math.max(1, relaxation.used()) + openingPerAccelerator(model));
    }

    /** The best multipliers so far. */
    public Multipliers best() {
        return best;
    }

    /** What they prove, in micro-dollars; {@link LowerBound#of} may say a little more. */
    public long bound() {
        return bound;
    }

    public Guide guide() {
        return new Guide(model, best, relaxation);
    }

    /** Prices for what is left when some groups have their place, for one thread. */
    public ResidualPrices residual() {
        return new ResidualPrices(
                model,
                relaxation.whole(),
                new DualSpace(model, relaxation.sizes(), weighted, best.weight()),
                best,
                unit);
    }

    /**
     * Finds one price for the accelerators of each pool.
     *
     * @param passed the part of the time that has passed, from 0 to 1, when it ends; always 0 without a limit of time
     */
    public void run(DoubleSupplier passed) {
        var space = new DualSpace(model, weighted, simple.weight());
        relaxation.seed(simple, model.options < LARGE_FROM ? SEEDS : SEEDS_LARGE);
        var found =
                climb(space, new Found(simple, relaxation.scan(simple)), similar ? FROM_SIMILAR : FROM_NOTHING, passed);
        simple = found.multipliers();
        keep(found);
    }

    /** Goes on with a price for each size of block, where pools are small; as {@link #run}. */
    public void sharpen(DoubleSupplier passed) {
        // Candidates of prices far away are a burden by now.
        relaxation.forgetCandidates();
        relaxation.seed(best, SEEDS_NEAR);
        var space = new DualSpace(model, relaxation.tellApart(best), weighted, best.weight());
        if (space.hasBlocks()) {
            keep(climb(space, new Found(best, bound), OF_BLOCKS, passed));
            double time = passed.getAsDouble();
            if (time > 0 && time < 1) {
                // A small problem has time left; there larger steps prove more, which in a large one only lose the way.
                keep(climb(space, new Found(best, bound), OF_BLOCKS_AGAIN, remaining(passed, time)));
            }
        }
    }

    private static DoubleSupplier remaining(DoubleSupplier passed, double from) {
        return () -> Math.clamp((passed.getAsDouble() - from) / (1 - from), 1e-9, 1.0);
    }

    private record Found(Multipliers multipliers, long bound) {}

    private void keep(Found found) {
        if (found.bound() > bound) {
            bound = found.bound();
            best = found.multipliers();
        }
    }

    private Found climb(DualSpace space, Found from, Rates rates, DoubleSupplier passed) {
        var ascent = new Ascent(relaxation, space, space.vector(from.multipliers()));
        var found = from;
        int steps = 0;
        long scanned = System.nanoTime();
        for (double part = passed.getAsDouble(); part < 1; ) {
            int round = steps < EARLY ? EARLY_STEPS : STEPS;
            boolean moved = false;
            for (int i = 0; i < round; i++) {
                moved |= ascent.step(unit * rates.at(part));
            }
            steps += round;
            double time = passed.getAsDouble();
            part = time == 0 ? (double) steps / STEPS_USUAL : Math.max(time, (double) steps / STEPS_MOST);
            if (part < 1 && time > 0 && System.nanoTime() - scanned < scanNanos * (1 - SCANNING) / SCANNING) {
                continue;
            }
            long before = System.nanoTime();
            var multipliers = space.multipliers(ascent.at());
            long proven = relaxation.scan(multipliers);
            if (proven > found.bound()) {
                found = new Found(multipliers, proven);
            }
            if (!moved) {
                return found;
            }
            scanned = System.nanoTime();
            scanNanos = scanned - before;
        }
        return found;
    }

    private static double openingPerAccelerator(PlacementModel model) {
        double capacity = 1;
        for (long accelerators : model.poolCapacity) {
            capacity += accelerators < PlacementModel.NO_LIMIT ? accelerators : 0;
        }
        return Arrays.stream(model.siteOpenMicros).sum() / capacity;
    }

    /** A unit of unplaced weight costs more than what placing it could, whatever the prices of capacity. */
    private static Multipliers dearUnplaced(PlacementModel model) {
        long dearest = 1;
        for (int option = 0; option < model.options; option++) {
            dearest = Math.max(
                    dearest, model.aloneMicros(option) / Math.max(1, model.sliceWeight[model.optionSlice[option]]));
        }
        return new Multipliers(
                new long[model.pools],
                new long[model.sites],
                new long[model.providers],
                Math.min(Multipliers.MOST, 8 * dearest));
    }
}
