package org.tierwise.solver.bound;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.tierwise.solver.model.PlacementModel;

/**
 * Finds prices of accelerators for a problem in which no slices share replicas: then the Lagrangian is a minimum over
 * the options of each slice, which plain arrays give in a moment. Steps as {@link Ascent} does.
 */
public final class SinglesPrices {
    private static final double MEAN_DECAY = 0.9;
    private static final double SIZE_DECAY = 0.9;
    private static final double LEAST_SIZE = 1e-3;

    /** Rates of the first and the last step, in parts of what an accelerator costs. */
    private static final double FIRST = 0.15;

    private static final double LAST = 1e-4;
    private static final int STEPS = 3_000;

    /** Looks at options that are enough: with more options there are fewer steps. */
    private static final double LOOKS = 4e8;

    private static final int STEPS_LEAST = 400;

    private final PlacementModel model;
    private final int slices;

    /** The options of the i-th slice with options are {@code from[i]} to {@code from[i + 1] - 1}. */
    private final int[] from;

    private final int[] pool;
    private final double[] cost;
    private final double[] accelerators;

    private final double[] price;
    private final double[] best;
    private final double[] usage;
    private final double[] capacity;
    private final double[] worth;
    private final double[] opening;

    public SinglesPrices(PlacementModel model) {
        this.model = model;
        int[] withOptions = IntStream.range(0, model.slices)
                .filter(slice -> model.optionCount(slice) > 0)
                .toArray();
        slices = withOptions.length;
        price = new double[model.pools];
        best = new double[model.pools];
        usage = new double[model.pools];
        capacity = Arrays.stream(model.poolCapacity).asDoubleStream().toArray();
        opening = Arrays.stream(model.siteOpenMicros).asDoubleStream().toArray();
        worth = new double[model.sites];
        from = new int[slices + 1];
        pool = new int[model.options];
        cost = new double[model.options];
        accelerators = new double[model.options];
        int to = 0;
        for (int i = 0; i < slices; i++) {
            from[i] = to;
            for (int at = model.sliceStart[withOptions[i]]; at < model.sliceStart[withOptions[i] + 1]; at++) {
                int option = model.sliceOption[at];
                double needed = PlacementModel.replicas(model.optionLoad[option], 1)
                        * (double) model.cellAccelerators[model.optionCell[option]];
                if (needed <= capacity[model.pool(option)]) {
                    pool[to] = model.pool(option);
                    accelerators[to] = needed;
                    cost[to++] = model.aloneMicros(option);
                }
            }
        }
        from[slices] = to;
    }

    /** Prices that prove a high bound for plans that place every slice. */
    public Multipliers find() {
        climb((int) Math.clamp(LOOKS / Math.max(1, from[slices]), STEPS_LEAST, STEPS));
        long[] accelerator = new long[model.pools];
        for (int at = 0; at < accelerator.length; at++) {
            accelerator[at] = (long) Math.min(Multipliers.MOST, Math.rint(best[at]));
        }
        return new Multipliers(accelerator, new long[model.sites], new long[model.providers], PlacementModel.NO_LIMIT);
    }

    private void climb(int steps) {
        double[] mean = new double[price.length];
        double[] square = new double[price.length];
        double meanWeight = 1;
        double sizeWeight = 1;
        double bound = value();
        double unit =
                Math.max(1, Math.abs(bound) / Math.max(1, Arrays.stream(usage).sum()) + openingPerAccelerator());
        for (int step = 0; step < steps; step++) {
            double rate = unit * FIRST * Math.pow(LAST / FIRST, (double) step / steps);
            meanWeight *= MEAN_DECAY;
            sizeWeight *= SIZE_DECAY;
            for (int i = 0; i < price.length; i++) {
                int site = model.poolSite[i];
                double slope = usage[i] - (worth[site] >= opening[site] ? capacity[i] : 0);
                mean[i] = MEAN_DECAY * mean[i] + (1 - MEAN_DECAY) * slope;
                square[i] = SIZE_DECAY * square[i] + (1 - SIZE_DECAY) * slope * slope;
                double size = Math.sqrt(square[i] / (1 - sizeWeight)) + LEAST_SIZE;
                price[i] = Math.clamp(price[i] + rate * mean[i] / (1 - meanWeight) / size, 0.0, Multipliers.MOST);
            }
            double now = value();
            if (now > bound) {
                bound = now;
                System.arraycopy(price, 0, best, 0, price.length);
            }
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
        Arrays.fill(usage, 0);
        double sum = 0;
        for (int i = 0; i < slices; i++) {
            double least = Double.MAX_VALUE;
            int choice = -1;
            for (int at = from[i]; at < from[i + 1]; at++) {
                double value = cost[at] + accelerators[at] * price[pool[at]];
                if (value < least) {
                    least = value;
                    choice = at;
                }
            }
            if (choice >= 0) {
                sum += least;
                usage[pool[choice]] += accelerators[choice];
            }
        }
        Arrays.fill(worth, 0);
        for (int at = 0; at < price.length; at++) {
            worth[model.poolSite[at]] += price[at] == 0 ? 0 : price[at] * capacity[at];
        }
        for (int site = 0; site < worth.length; site++) {
            sum -= Math.max(0, worth[site] - opening[site]);
        }
        return sum;
    }
}
