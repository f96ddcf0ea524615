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
    /** With more options than this, each slice keeps its best ones only. */
    private static final int OPTIONS_MANY = 2_000_000;

    private static final int OPTIONS_KEPT = 64;

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

    /** Price of an accelerator, by pool; where it is 0, a part of the usual one. */
    final double[] price;

    /** Of the pools, as in the model. */
    final long[] capacity;

    /** How much dearer the third best option is than the best, on average: what temperatures are measured by. */
    final double spread;

    /** What part of its best pool a slice fills, on average. */
    final double fill;

    private final int @Nullable [] table;

    private Singles(PlacementModel model, long[] acceleratorMicros) {
        this.model = model;
        slices = IntStream.range(0, model.slices)
                .filter(slice -> model.optionCount(slice) > 0)
                .toArray();
        int most = model.options > OPTIONS_MANY ? OPTIONS_KEPT : Integer.MAX_VALUE;
        start = new int[slices.length + 1];
        for (int i = 0; i < slices.length; i++) {
            start[i + 1] = start[i] + possible(slices[i], most);
        }
        int size = start[slices.length];
        option = new int[size];
        pool = new int[size];
        accelerators = new long[size];
        micros = new long[size];
        excess = new long[size];
        IntStream.range(0, slices.length).parallel().forEach(i -> fill(i, acceleratorMicros));
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

    static Singles of(PlacementModel model, long[] acceleratorMicros) {
        return new Singles(model, acceleratorMicros);
    }

    /** Options of a slice that its pool has accelerators for, up to as many as are kept. */
    private int possible(int slice, int most) {
        int count = 0;
        for (int at = model.sliceStart[slice]; at < model.sliceStart[slice + 1] && count < most; at++) {
            int of = model.sliceOption[at];
            count += accelerators(model, of) <= model.poolCapacity[model.pool(of)] ? 1 : 0;
        }
        return count;
    }

    /** The cheapest options of a slice by price, best first, in the order of the model where prices are equal. */
    private void fill(int i, long[] acceleratorMicros) {
        int first = start[i];
        int room = start[i + 1] - first;
        long[] value = new long[room];
        int found = 0;
        for (int at = model.sliceStart[slices[i]]; at < model.sliceStart[slices[i] + 1]; at++) {
            int of = model.sliceOption[at];
            long needed = accelerators(model, of);
            if (needed > model.poolCapacity[model.pool(of)]) {
                continue;
            }
            long own = model.aloneMicros(of) + acceleratorMicros[model.pool(of)] * needed;
            if (found == room && own >= value[room - 1]) {
                continue;
            }
            int to = found < room ? found++ : room - 1;
            while (to > 0 && value[to - 1] > own) {
                value[to] = value[to - 1];
                option[first + to] = option[first + to - 1];
                to--;
            }
            value[to] = own;
            option[first + to] = of;
        }
        for (int rank = 0; rank < room; rank++) {
            int to = first + rank;
            pool[to] = model.pool(option[to]);
            accelerators[to] = accelerators(model, option[to]);
            micros[to] = model.aloneMicros(option[to]);
            excess[to] = value[rank] - value[0];
        }
    }

    private static long accelerators(PlacementModel model, int option) {
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
