package org.tierwise.solver.search;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.model.PlacementModel;

/**
 * A problem in which no slices share replicas, as flat arrays: each slice with its options, the best by price first.
 * Where there are very many options, the dear ones are left out. Immutable.
 */
final class Singles {
    /** Slices times pools up to which a table says where the option of a slice at a pool is. */
    private static final long TABLE_MOST = 4_000_000;

    final PlacementModel model;

    /** Slices that have options. */
    final int[] slices;

    /** The options of the i-th slice are {@code start[i]} to {@code start[i + 1] - 1}. */
    final int[] start;

    /** Of the model. */
    final int[] option;

    final int[] pool;
    final long[] accelerators;
    final long[] micros;

    /** How far the price, with that of its accelerators, is above the least one of the slice. */
    final long[] excess;

    /** Price of an accelerator, by pool. */
    final double[] dual;

    /** The same; where it is 0, a part of the usual one. */
    final double[] price;

    /** Of the pools, as in the model. */
    final long[] capacity;

    /** How much dearer the third best option is than the best, on average: what temperatures are measured by. */
    final double spread;

    /** What part of its best pool a slice fills, on average. */
    final double fill;

    private final int @Nullable [] table;

    private Singles(PlacementModel model, long[] acceleratorMicros, int @Nullable [] plan) {
        this.model = model;
        slices = IntStream.range(0, model.slices)
                .filter(slice -> model.optionCount(slice) > 0)
                .toArray();
        var ranking = new SinglesRanking(model, acceleratorMicros, plan);
        var ranked = IntStream.of(slices).parallel().mapToObj(ranking::best).toList();
        start = new int[slices.length + 1];
        for (int i = 0; i < slices.length; i++) {
            start[i + 1] = start[i] + ranked.get(i).length;
        }
        int size = start[slices.length];
        option = new int[size];
        pool = new int[size];
        accelerators = new long[size];
        micros = new long[size];
        excess = new long[size];
        IntStream.range(0, slices.length).parallel().forEach(i -> fill(start[i], ranked.get(i), acceleratorMicros));
        dual = Arrays.stream(acceleratorMicros).asDoubleStream().toArray();
        price = prices(acceleratorMicros);
        capacity = model.poolCapacity;
        spread = spread();
        fill = meanFill();
        table = (long) slices.length * model.pools > TABLE_MOST ? null : table();
    }

    /** Whether the problem is of this kind, and nothing else restricts it than capacity. */
    static boolean are(PlacementModel model) {
        return Arrays.stream(model.groupSlices).allMatch(slices -> slices.length <= 1)
                && !model.backups
                && model.shareCap == null
                && !model.powerLimits;
    }

    /** With the best options of each slice only, where there are very many. */
    static Singles of(PlacementModel model, long[] acceleratorMicros) {
        return new Singles(model, acceleratorMicros, null);
    }

    /**
     * The same, and where options are left out those of a plan stay, and some that have room beside it.
     *
     * @param plan options by slice of the model, −1 where it has none
     */
    static Singles around(PlacementModel model, long[] acceleratorMicros, int[] plan) {
        return new Singles(model, acceleratorMicros, plan);
    }

    private void fill(int first, int[] ranked, long[] acceleratorMicros) {
        for (int rank = 0; rank < ranked.length; rank++) {
            int to = first + rank;
            option[to] = ranked[rank];
            pool[to] = model.pool(option[to]);
            accelerators[to] = accelerators(model, option[to]);
            micros[to] = model.aloneMicros(option[to]);
            excess[to] = micros[to] + acceleratorMicros[pool[to]] * accelerators[to];
        }
        for (int rank = ranked.length - 1; rank >= 0; rank--) {
            excess[first + rank] -= excess[first];
        }
    }

    /** What an option takes of its pool. */
    static long accelerators(PlacementModel model, int option) {
        return PlacementModel.replicas(model.optionLoad.get(option), 1)
                * model.cellAccelerators[model.optionCell[option]];
    }

    private double[] prices(long[] acceleratorMicros) {
        double[] prices = new double[model.pools];
        double sum = 0;
        int positive = 0;
        for (int at = 0; at < model.pools; at++) {
            prices[at] = acceleratorMicros[at];
            if (prices[at] > 0) {
                sum += prices[at];
                positive++;
            }
        }
        double mean = positive == 0 ? meanCost() : sum / positive;
        for (int at = 0; at < model.pools; at++) {
            prices[at] = Math.max(prices[at], 0.5 * mean);
        }
        return prices;
    }

    /** What an accelerator costs, with its price, where slices would go: what steps of prices are measured by. */
    double unit() {
        double cost = 0;
        double weight = 1;
        for (int i = 0; i < slices.length; i++) {
            cost += micros[start[i]] + accelerators[start[i]] * dual[pool[start[i]]];
            weight += accelerators[start[i]];
        }
        return Math.max(1, cost / weight);
    }

    private double spread() {
        double sum = 0;
        for (int i = 0; i < slices.length; i++) {
            int size = start[i + 1] - start[i];
            sum += size == 0 ? 0 : excess[start[i] + Math.min(2, size - 1)];
        }
        return Math.max(1, sum / Math.max(1, slices.length));
    }

    private double meanFill() {
        double sum = 0;
        for (int i = 0; i < slices.length; i++) {
            sum += (double) accelerators[start[i]] / Math.max(1, capacity[pool[start[i]]]);
        }
        return sum / Math.max(1, slices.length);
    }

    private double meanCost() {
        double cost = 0;
        double weight = 1;
        for (int i = 0; i < slices.length; i++) {
            cost += micros[start[i]];
            weight += accelerators[start[i]];
        }
        return Math.max(1, cost / weight);
    }

    private int[] table() {
        int[] at = new int[slices.length * model.pools];
        Arrays.fill(at, -1);
        for (int i = 0; i < slices.length; i++) {
            for (int of = start[i]; of < start[i + 1]; of++) {
                at[i * model.pools + pool[of]] = of;
            }
        }
        return at;
    }

    /** The option of the i-th slice at a pool, or −1. */
    int at(int i, int wanted) {
        if (table != null) {
            return table[i * model.pools + wanted];
        }
        for (int of = start[i]; of < start[i + 1]; of++) {
            if (pool[of] == wanted) {
                return of;
            }
        }
        return -1;
    }
}
