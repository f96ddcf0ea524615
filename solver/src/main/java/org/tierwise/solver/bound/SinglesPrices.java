package org.tierwise.solver.bound;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.tierwise.solver.model.Cheapest;
import org.tierwise.solver.model.PlacementModel;

/**
 * Finds prices of accelerators for a problem in which no slices share replicas: then the Lagrangian is a minimum over
 * the options of each slice, which plain arrays give in a moment. Steps as {@link Ascent} does.
 */
public final class SinglesPrices {
    /** Rates of the first and the last step, in parts of what an accelerator costs. */
    private static final double FIRST = 0.15;

    private static final double LAST = 1e-4;
    private static final int STEPS = 3_000;

    /** Looks at options that are enough: with more options there are fewer steps. */
    private static final double LOOKS = 6e8;

    private static final int STEPS_LEAST = 800;

    /** Up to so many options all are looked at in each step; beyond, those of each slice that scans found to be good. */
    private static final int ALL_UP_TO = 4_000_000;

    /** Options of each slice to begin with, and how many each scan adds. */
    private static final int SEEDS = 24;

    private static final int ADDED = 3;

    /** Options of each slice at most; when there are more, the dearest are forgotten, these and some more. */
    private static final int ROOM = 64;

    private static final int SPARE = 12;
    private static final int EARLY = 60;
    private static final int EARLY_STEPS = 10;
    private static final int LATE_STEPS = 26;

    /** With fewer options than this it would take longer to tell another processor. */
    private static final int ALONE_UP_TO = 20_000;

    private static final int PARTS = 2;

    private final PlacementModel model;
    private final int[] withOptions;
    private final int slices;
    private final boolean all;

    /** The options that the i-th slice looks at are {@code from[i]} to {@code from[i] + count[i] - 1}. */
    private final int[] from;

    private final int[] count;
    private final int[] known;
    private final int[] pool;
    private final double[] cost;
    private final double[] accelerators;

    private final double[] price;
    private final double[] best;
    private final double[] usage;
    private final double[][] usageOfPart;
    private final double[] capacity;
    private final double[] worth;
    private final double[] opening;
    private double bound = Double.NEGATIVE_INFINITY;

    public SinglesPrices(PlacementModel model) {
        this.model = model;
        withOptions = IntStream.range(0, model.slices)
                .filter(slice -> model.optionCount(slice) > 0)
                .toArray();
        slices = withOptions.length;
        price = new double[model.pools];
        best = new double[model.pools];
        usage = new double[model.pools];

        capacity = Arrays.stream(model.poolCapacity).asDoubleStream().toArray();
        opening = Arrays.stream(model.siteOpenMicros).asDoubleStream().toArray();
        worth = new double[model.sites];
        all = model.options <= ALL_UP_TO;
        from = new int[slices];
        int size = 0;
        for (int i = 0; i < slices; i++) {
            from[i] = size;
            size += all ? model.optionCount(withOptions[i]) : ROOM;
        }
        usageOfPart = new double[size < ALONE_UP_TO ? 1 : PARTS][model.pools];
        count = new int[slices];
        known = new int[all ? 0 : size];
        pool = new int[size];
        cost = new double[size];
        accelerators = new double[size];
        if (all) {
            for (int i = 0; i < slices; i++) {
                for (int at = model.sliceStart[withOptions[i]]; at < model.sliceStart[withOptions[i] + 1]; at++) {
                    int option = model.sliceOption[at];
                    if (needed(option) <= capacity[model.pool(option)]) {
                        add(i, option);
                    }
                }
            }
        }
    }

    private double needed(int option) {
        return PlacementModel.replicas(model.optionLoad.get(option), 1)
                * (double) model.cellAccelerators[model.optionCell[option]];
    }

    private void add(int i, int option) {
        int at = from[i] + count[i]++;
        pool[at] = model.pool(option);
        accelerators[at] = needed(option);
        cost[at] = model.aloneMicros(option);
        if (!all) {
            known[at] = option;
        }
    }

    /** Looks at all options of all slices; those that are cheapest are looked at from now on. Returns the Lagrangian. */
    private double scan(int most) {
        double sum = IntStream.range(0, slices)
                .parallel()
                .mapToDouble(i -> scan(i, most))
                .sum();
        return sum - paidByPools();
    }

    private double scan(int i, int most) {
        var found = new Cheapest(most);
        int end = model.sliceStart[withOptions[i] + 1];
        for (int at = model.sliceStart[withOptions[i]]; at < end; at++) {
            int candidate = model.sliceOption[at];
            int there = model.pool(candidate);
            double needed = needed(candidate);
            double own = model.aloneMicros(candidate) + needed * price[there];
            if (found.takes(own) && needed <= capacity[there]) {
                found.offer(candidate, own);
            }
        }
        if (count[i] + found.size() > ROOM) {
            forget(i, ROOM - most - SPARE);
        }
        for (int rank = 0; rank < found.size(); rank++) {
            boolean has = false;
            for (int at = from[i]; at < from[i] + count[i] && !has; at++) {
                has = known[at] == found.item(rank);
            }
            if (!has) {
                add(i, found.item(rank));
            }
        }
        return found.isEmpty() ? 0 : found.value(0);
    }

    /** Keeps the best candidates of a slice at the present prices, so many of them. */
    private void forget(int i, int kept) {
        int first = from[i];
        for (int at = first + 1; at < first + count[i]; at++) {
            int option = known[at];
            int there = pool[at];
            double own = cost[at];
            double needed = accelerators[at];
            double value = own + needed * price[there];
            int to = at;
            while (to > first && cost[to - 1] + accelerators[to - 1] * price[pool[to - 1]] > value) {
                known[to] = known[to - 1];
                pool[to] = pool[to - 1];
                cost[to] = cost[to - 1];
                accelerators[to] = accelerators[to - 1];
                to--;
            }
            known[to] = option;
            pool[to] = there;
            cost[to] = own;
            accelerators[to] = needed;
        }
        count[i] = Math.min(count[i], kept);
    }

    /**
     * Prices that prove a high bound for plans that place every slice.
     *
     * @param passed the part of the time for it that has passed; it ends when that is 1
     */
    public Multipliers find(DoubleSupplier passed) {
        if (!all) {
            scan(SEEDS);
        }
        climb((int) Math.clamp(LOOKS / Math.max(1, pool.length), STEPS_LEAST, STEPS), passed);
        long[] accelerator = new long[model.pools];
        for (int at = 0; at < accelerator.length; at++) {
            accelerator[at] = (long) Math.min(Multipliers.MOST, Math.rint(best[at]));
        }
        return new Multipliers(accelerator, new long[model.sites], new long[model.providers], PlacementModel.NO_LIMIT);
    }

    private void climb(int steps, DoubleSupplier passed) {
        var moves = new SlopeSteps(price.length);
        double now = value();
        double unit =
                Math.max(1, Math.abs(now) / Math.max(1, Arrays.stream(usage).sum()) + openingPerAccelerator());
        keep(all ? now : Double.NEGATIVE_INFINITY);
        double part = 0;
        for (int step = 0; part < 1; step++) {
            part = Math.max((double) (step + 1) / steps, passed.getAsDouble());
            double rate = unit * FIRST * Math.pow(LAST / FIRST, Math.min(1, part));
            moves.begin();
            for (int i = 0; i < price.length; i++) {
                int site = model.poolSite[i];
                double slope = usage[i] - (worth[site] >= opening[site] ? capacity[i] : 0);
                price[i] = Math.clamp(price[i] + moves.move(i, slope, rate), 0.0, Multipliers.MOST);
            }
            now = value();
            if (all) {
                keep(now);
            } else if (part >= 1 || isScan(step + 1)) {
                keep(scan(ADDED));
                now = value();
            }
        }
    }

    /** Often at first, because with few candidates prices soon mislead; less often later. */
    private static boolean isScan(int step) {
        return step % (step <= EARLY ? EARLY_STEPS : LATE_STEPS) == 0;
    }

    private void keep(double value) {
        if (value > bound) {
            bound = value;
            System.arraycopy(price, 0, best, 0, price.length);
        }
    }

    private double openingPerAccelerator() {
        double all = 1;
        for (double each : capacity) {
            all += each < PlacementModel.NO_LIMIT ? each : 0;
        }
        return Arrays.stream(opening).sum() / all;
    }

    /** Value of the Lagrangian; {@link #usage} and {@link #worth} then tell its slope. */
    private double value() {
        double sum = 0;
        // Parts, not slices, go to the processors, and are summed in order: the same sums on every machine.
        int parts = usageOfPart.length;
        var all = IntStream.range(0, parts);
        double[] sums =
                (parts == 1 ? all : all.parallel()).mapToDouble(this::value).toArray();
        Arrays.fill(usage, 0);
        for (int part = 0; part < parts; part++) {
            sum += sums[part];
            for (int at = 0; at < usage.length; at++) {
                usage[at] += usageOfPart[part][at];
            }
        }
        return sum - paidByPools();
    }

    private double value(int part) {
        double[] used = usageOfPart[part];
        Arrays.fill(used, 0);
        double sum = 0;
        int end = (int) ((part + 1L) * slices / usageOfPart.length);
        for (int i = (int) ((long) part * slices / usageOfPart.length); i < end; i++) {
            double least = Double.MAX_VALUE;
            int choice = -1;
            for (int at = from[i]; at < from[i] + count[i]; at++) {
                double value = cost[at] + accelerators[at] * price[pool[at]];
                if (value < least) {
                    least = value;
                    choice = at;
                }
            }
            if (choice >= 0) {
                sum += least;
                used[pool[choice]] += accelerators[choice];
            }
        }
        return sum;
    }

    /** What the capacities are worth beyond the opening of their sites. */
    private double paidByPools() {
        double sum = 0;
        Arrays.fill(worth, 0);
        for (int at = 0; at < price.length; at++) {
            worth[model.poolSite[at]] += price[at] == 0 ? 0 : price[at] * capacity[at];
        }
        for (int site = 0; site < worth.length; site++) {
            sum += Math.max(0, worth[site] - opening[site]);
        }
        return sum;
    }
}
