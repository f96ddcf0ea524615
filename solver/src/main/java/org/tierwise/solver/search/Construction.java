package org.tierwise.solver.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * The first plan. Serving groups are placed one after the other, each by {@link BlockPlacement} at the true price of
 * its whole replicas. Where pools are short, an accelerator there first gets a price that rises until demand fits
 * (subgradient steps on the Lagrangian relaxation of the capacities), so that those who have an alternative leave.
 */
final class Construction {
    private static final int PRICE_ROUNDS = 60;

    private final SearchModel model;
    private final CandidateCells cells;
    private final BlockPlacement blocks;
    private final int[] chosen = new int[BlockPlacement.SLICES_MAX];

    Construction(SearchModel model, CandidateCells cells) {
        this.model = model;
        this.cells = cells;
        this.blocks = new BlockPlacement(model);
    }

    /**
     * Fills what is not yet placed.
     *
     * @param enough asked before each round of prices: true to go on with those found so far
     */
    void fill(SearchState state, BooleanSupplier enough) {
        var open = IntStream.range(0, model.groups)
                .filter(group -> Arrays.stream(model.groupSlices[group])
                        .anyMatch(slice -> state.option[slice] < 0 && model.optionCount(slice) > 0))
                .boxed()
                .toArray(Integer[]::new);
        if (open.length == 0) {
            return;
        }
        long[] prices = prices(enough);
        long[] regret = new long[model.groups];
        for (int group : open) {
            regret[group] = regret(group);
        }
        Arrays.sort(
                open,
                Comparator.comparingLong((Integer group) -> -regret[group]).thenComparingInt(group -> group));
        for (int group : open) {
            placeGroup(state, group, prices);
        }
    }

    private void placeGroup(SearchState state, int group, long[] prices) {
        for (int[] chunk : chunks(state, group)) {
            blocks.place(state, chunk, chunk.length, cells.all(group), prices, true, null, chosen);
            for (int i = 0; i < chunk.length; i++) {
                if (chosen[i] >= 0 && state.fits(chosen[i])) {
                    state.put(chunk[i], chosen[i]);
                } else {
                    putCheapestThatFits(state, chunk[i]);
                }
            }
        }
    }

    private void putCheapestThatFits(SearchState state, int slice) {
        int cheapest = -1;
        long least = Long.MAX_VALUE;
        for (int option = model.optionStart[slice]; option < model.optionStart[slice + 1]; option++) {
            if (state.fits(option)) {
                long added = state.addedMicros(option);
                if (added < least) {
                    least = added;
                    cheapest = option;
                }
            }
        }
        state.put(slice, cheapest);
    }

    /** Unplaced slices of the group, few at a time, those with the same cheapest cell together. */
    private int[][] chunks(SearchState state, int group) {
        int[] open = Arrays.stream(model.groupSlices[group])
                .filter(slice -> state.option[slice] < 0 && model.optionCount(slice) > 0)
                .boxed()
                .sorted(Comparator.comparingInt(
                                (Integer slice) -> model.optionCell[model.optionRanked[model.optionStart[slice]]])
                        .thenComparingInt(slice -> slice))
                .mapToInt(slice -> slice)
                .toArray();
        int count = Math.ceilDiv(open.length, BlockPlacement.SLICES_MAX);
        int[][] chunks = new int[count][];
        for (int i = 0; i < count; i++) {
            chunks[i] = Arrays.copyOfRange(
                    open, i * BlockPlacement.SLICES_MAX, Math.min(open.length, (i + 1) * BlockPlacement.SLICES_MAX));
        }
        return chunks;
    }

    /** What a group loses if its slices do not get their cheapest options but the next ones. */
    private long regret(int group) {
        long sum = 0;
        for (int slice : model.groupSlices[group]) {
            int from = model.optionStart[slice];
            if (model.optionCount(slice) > 1) {
                sum += alone(model.optionRanked[from + 1]) - alone(model.optionRanked[from]);
            } else if (model.optionCount(slice) == 1) {
                // Nowhere else to go: before all others.
                sum += Long.MAX_VALUE / 1024 / model.slices;
            }
        }
        return sum;
    }

    private long alone(int option) {
        int cell = model.optionCell[option];
        return model.optionMicros[option]
                + model.cellReplicaMicros[cell] * SearchModel.replicas(model.optionLoad[option], 1);
    }

    /** Micro-dollars for one accelerator of each pool. */
    private long[] prices(BooleanSupplier enough) {
        long[] prices = new long[model.pools];
        var empty = new SearchState(model);
        double step = 0.3;
        for (int round = 0; round < PRICE_ROUNDS && !enough.getAsBoolean(); round++) {
            var state = new SearchState(model);
            for (int group = 0; group < model.groups; group++) {
                for (int[] chunk : chunks(empty, group)) {
                    blocks.place(empty, chunk, chunk.length, cells.few(group), prices, false, null, chosen);
                    for (int i = 0; i < chunk.length; i++) {
                        state.put(chunk[i], chosen[i]);
                    }
                }
            }
            if (state.overload == 0 && round == 0) {
                return prices;
            }
            adjust(prices, state, step);
            step *= 0.96;
        }
        return prices;
    }

    private void adjust(long[] prices, SearchState state, double step) {
        for (int pool = 0; pool < model.pools; pool++) {
            long over = -state.free(pool);
            if (over > 0 || prices[pool] > 0) {
                double ratio = Math.clamp((double) over / Math.max(1, model.poolCapacity[pool]), -1.0, 1.0);
                prices[pool] = Math.max(0, Math.round(prices[pool] + step * ratio * typicalMicros()));
            }
        }
    }

    /** The mean price of an accelerator: the scale on which prices move. */
    private double typicalMicros() {
        double sum = 0;
        double accelerators = 0;
        for (int cell = 0; cell < model.cells; cell++) {
            sum += model.cellReplicaMicros[cell];
            accelerators += model.cellAccelerators[cell];
        }
        return accelerators == 0 ? 0 : sum / accelerators;
    }
}
