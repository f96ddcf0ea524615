package org.tierwise.solver.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Places a few slices of one serving group together, at least cost for what is elsewhere: a dynamic program over the
 * subsets of the slices. {@code best[B]} is the cheapest cell for block B with the whole replicas that it adds there;
 * {@code total[S] = min over B, B containing the lowest slice of S, of best[B] + total[S without B]}. Exact when the
 * group has no other slice and no two blocks of the answer meet in one cell; a good guess otherwise, which the caller
 * has to check against the capacity.
 */
final class BlockPlacement {
    /** 3^6 block pairs are quick; 3^10 would not be. */
    static final int SLICES_MAX = 6;

    private static final int SUBSETS = 1 << SLICES_MAX;

    private final SearchModel model;
    private final int[] bitOfSlice;
    private final long[] best = new long[SUBSETS];
    private final int[] bestCell = new int[SUBSETS];
    private final long[] totalWeight = new long[SUBSETS];
    private final long[] totalMicros = new long[SUBSETS];
    private final int[] totalBlock = new int[SUBSETS];
    private final int[] subsetMask = new int[SUBSETS];
    private final long[] subsetLoad = new long[SUBSETS];
    private final long[] subsetMicros = new long[SUBSETS];

    BlockPlacement(SearchModel model) {
        this.model = model;
        bitOfSlice = new int[model.slices];
        Arrays.fill(bitOfSlice, -1);
    }

    /** Changes prices a little, so that equal questions get different good answers. */
    @FunctionalInterface
    interface Noise {
        double factor();
    }

    /**
     * Chooses options for slices that are not placed in {@code state}, without changing it.
     *
     * @param slices the first {@code count} are of one group; at most {@link #SLICES_MAX}
     * @param cells where to look: cells of the group
     * @param pricePerAccelerator added for each accelerator of a pool; missing for none
     * @param capacities false to look as if every pool were empty and endless
     * @param chosen gets an option or −1 for each slice
     * @return the cost of the answer with prices, in micro-dollars; what is not placed costs nothing
     */
    long place(
            SearchState state,
            int[] slices,
            int count,
            int[] cells,
            long @Nullable [] pricePerAccelerator,
            boolean capacities,
            @Nullable Noise noise,
            int[] chosen) {
        int all = (1 << count) - 1;
        Arrays.fill(best, 0, all + 1, Long.MAX_VALUE);
        for (int i = 0; i < count; i++) {
            bitOfSlice[slices[i]] = 1 << i;
        }
        for (int cell : cells) {
            priceBlocks(state, cell, pricePerAccelerator, capacities, noise);
        }
        for (int i = 0; i < count; i++) {
            bitOfSlice[slices[i]] = -1;
        }
        for (int set = 1; set <= all; set++) {
            split(set, model.sliceWeight[slices[Integer.numberOfTrailingZeros(set)]]);
        }
        Arrays.fill(chosen, 0, count, -1);
        for (int set = all; set != 0; ) {
            int block = totalBlock[set];
            int lowest = set & -set;
            if (block == 0) {
                set -= lowest;
                continue;
            }
            for (int rest = block; rest != 0; rest &= rest - 1) {
                int i = Integer.numberOfTrailingZeros(rest);
                chosen[i] = model.optionAt(slices[i], bestCell[block]);
            }
            set -= block;
        }
        return totalMicros[all];
    }

    private void priceBlocks(
            SearchState state,
            int cell,
            long @Nullable [] pricePerAccelerator,
            boolean capacities,
            @Nullable Noise noise) {
        int members = 0;
        for (int i = model.cellOptionStart[cell]; i < model.cellOptionStart[cell + 1]; i++) {
            int option = model.cellOption[i];
            int bit = bitOfSlice[model.optionSlice[option]];
            if (bit > 0) {
                int own = 1 << members++;
                subsetMask[own] = bit;
                subsetLoad[own] = model.optionLoad[option];
                subsetMicros[own] = model.optionMicros[option];
            }
        }
        if (members == 0) {
            return;
        }
        int pool = model.cellPool[cell];
        long accelerators = model.cellAccelerators[cell];
        long free = capacities ? state.free(pool) : Long.MAX_VALUE;
        long baseLoad = capacities ? state.cellLoad[cell] : 0;
        int baseMembers = capacities ? state.cellMembers[cell] : 0;
        long baseReplicas = SearchModel.replicas(baseLoad, baseMembers);
        long replicaMicros = model.cellReplicaMicros[cell]
                + (pricePerAccelerator == null ? 0 : pricePerAccelerator[pool] * accelerators);
        double factor = noise == null ? 1 : noise.factor();
        for (int subset = 1; subset < 1 << members; subset++) {
            int low = subset & -subset;
            int others = subset ^ low;
            if (others != 0) {
                subsetMask[subset] = subsetMask[low] | subsetMask[others];
                subsetLoad[subset] = subsetLoad[low] + subsetLoad[others];
                subsetMicros[subset] = subsetMicros[low] + subsetMicros[others];
            }
            long added = SearchModel.replicas(baseLoad + subsetLoad[subset], baseMembers + Integer.bitCount(subset))
                    - baseReplicas;
            if (added * accelerators > free) {
                continue;
            }
            long cost = subsetMicros[subset] + added * replicaMicros;
            if (noise != null) {
                cost = (long) (cost * factor);
            }
            int mask = subsetMask[subset];
            if (cost < best[mask]) {
                best[mask] = cost;
                bestCell[mask] = cell;
            }
        }
    }

    /** The least unplaced weight, then the least money, for a set whose subsets are done. */
    private void split(int set, long lowestWeight) {
        int lowest = set & -set;
        int rest = set ^ lowest;
        // First the way out: the lowest slice stays unplaced.
        long weight = totalWeight[rest] + lowestWeight;
        long micros = totalMicros[rest];
        int block = 0;
        for (int with = rest; ; with = (with - 1) & rest) {
            int candidate = lowest | with;
            if (best[candidate] != Long.MAX_VALUE) {
                int left = set ^ candidate;
                long candidateMicros = best[candidate] + totalMicros[left];
                if (totalWeight[left] < weight || (totalWeight[left] == weight && candidateMicros < micros)) {
                    weight = totalWeight[left];
                    micros = candidateMicros;
                    block = candidate;
                }
            }
            if (with == 0) {
                break;
            }
        }
        totalWeight[set] = weight;
        totalMicros[set] = micros;
        totalBlock[set] = block;
    }
}
