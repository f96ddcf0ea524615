package org.tierwise.solver.search;

/**
 * Places a handful of slices, of whatever groups, as well as possible: branch and bound over a few options of each.
 * This finds the exchanges for which one group would have to take what is worse for it alone.
 */
final class ExactPlacement {
    static final int SLICES_MAX = 6;
    static final int OPTIONS_MAX = 6;

    /** A safety net: the answer is then the best so far. */
    private static final int NODES_MAX = 4_000;

    private final SearchModel model;
    private final int[] trial = new int[SLICES_MAX];
    private final long[] weightBelow = new long[SLICES_MAX + 1];
    private final long[] microsBelow = new long[SLICES_MAX + 1];
    private final long[][] added = new long[SLICES_MAX][OPTIONS_MAX];
    private final int[][] order = new int[SLICES_MAX][OPTIONS_MAX];
    private int nodes;
    private long bestWeight;
    private long bestMicros;

    ExactPlacement(SearchModel model) {
        this.model = model;
    }

    /**
     * Chooses options for slices that are not placed in {@code state}, which is left as it was.
     *
     * @param options for each slice its options to try, the first {@code optionCount} of them
     * @param chosen gets an option or −1 for each slice
     */
    void place(SearchState state, int[] slices, int count, int[][] options, int[] optionCount, int[] chosen) {
        weightBelow[count] = 0;
        microsBelow[count] = 0;
        for (int i = count - 1; i >= 0; i--) {
            weightBelow[i] = weightBelow[i + 1] + model.sliceWeight[slices[i]];
            // Compared only when everything below has to be placed; each then costs at least its cheapest option.
            microsBelow[i] = microsBelow[i + 1] + cheapest(options[i], optionCount[i]);
        }
        nodes = 0;
        bestWeight = Long.MAX_VALUE;
        bestMicros = Long.MAX_VALUE;
        branch(state, 0, slices, count, options, optionCount, chosen);
    }

    private void branch(
            SearchState state, int depth, int[] slices, int count, int[][] options, int[] optionCount, int[] chosen) {
        long leastWeight = state.unplaced - weightBelow[depth];
        if (leastWeight > bestWeight
                || (leastWeight == bestWeight && state.micros + microsBelow[depth] >= bestMicros)) {
            return;
        }
        if (depth == count) {
            bestWeight = state.unplaced;
            bestMicros = state.micros;
            System.arraycopy(trial, 0, chosen, 0, count);
            return;
        }
        int open = sortByAddedCost(state, depth, options[depth], optionCount[depth]);
        for (int i = 0; i < open && nodes < NODES_MAX; i++) {
            nodes++;
            int option = order[depth][i];
            trial[depth] = option;
            state.put(slices[depth], option);
            branch(state, depth + 1, slices, count, options, optionCount, chosen);
            state.take(slices[depth]);
        }
        trial[depth] = -1;
        branch(state, depth + 1, slices, count, options, optionCount, chosen);
    }

    private int sortByAddedCost(SearchState state, int depth, int[] options, int optionCount) {
        int open = 0;
        for (int i = 0; i < optionCount; i++) {
            if (!state.fits(options[i])) {
                continue;
            }
            long micros = state.addedMicros(options[i]);
            int at = open++;
            while (at > 0 && added[depth][at - 1] > micros) {
                added[depth][at] = added[depth][at - 1];
                order[depth][at] = order[depth][at - 1];
                at--;
            }
            added[depth][at] = micros;
            order[depth][at] = options[i];
        }
        return open;
    }

    private long cheapest(int[] options, int optionCount) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < optionCount; i++) {
            least = Math.min(least, model.optionMicros[options[i]]);
        }
        return optionCount == 0 ? 0 : least;
    }
}
