package org.tierwise.solver.search;

import java.util.Arrays;

/**
 * For each serving group the cells worth looking at first: those that are cheap for one of its slices, alone or in
 * good company, and those that can take many of its slices together. All other cells stay reachable, because moves
 * look at the whole list now and then.
 */
final class CandidateCells {
    /** Cells kept for each slice by either price. */
    private static final int PER_SLICE = 10;

    /** Cells kept for the group as a whole. */
    private static final int PER_GROUP = 16;

    private final SearchModel model;
    private final int[][] few;
    private final int[][] all;

    CandidateCells(SearchModel model) {
        this.model = model;
        few = new int[model.groups][];
        all = new int[model.groups][];
        for (int group = 0; group < model.groups; group++) {
            int first = model.cellStart[group];
            int count = model.cellStart[group + 1] - first;
            int[] whole = new int[count];
            for (int i = 0; i < count; i++) {
                whole[i] = first + i;
            }
            all[group] = whole;
            few[group] = count <= PER_SLICE + PER_GROUP ? whole : pick(group, whole);
        }
    }

    int[] few(int group) {
        return few[group];
    }

    int[] all(int group) {
        return all[group];
    }

    private int[] pick(int group, int[] whole) {
        int first = model.cellStart[group];
        var kept = new boolean[whole.length];
        for (int slice : model.groupSlices[group]) {
            int from = model.optionStart[slice];
            int to = model.optionStart[slice + 1];
            for (int i = from; i < Math.min(to, from + PER_SLICE); i++) {
                kept[model.optionCell[model.optionRanked[i]] - first] = true;
            }
            double[] shared = new double[to - from];
            for (int option = from; option < to; option++) {
                shared[option - from] = sharedMicros(option);
            }
            for (int i : cheapest(shared, PER_SLICE)) {
                kept[model.optionCell[from + i] - first] = true;
            }
        }
        double[] together = new double[whole.length];
        for (int i = 0; i < whole.length; i++) {
            together[i] = togetherMicros(whole[i]);
        }
        for (int i : cheapest(together, PER_GROUP)) {
            kept[i] = true;
        }
        return Arrays.stream(whole).filter(cell -> kept[cell - first]).toArray();
    }

    /** As if replicas could be shared to the last millionth. */
    private double sharedMicros(int option) {
        return model.optionMicros[option]
                + (double) model.cellReplicaMicros[model.optionCell[option]]
                        * model.optionLoad[option]
                        / SearchModel.REPLICA_MICROS;
    }

    /** Cost a slice if everything that can be here is here. */
    private double togetherMicros(int cell) {
        long load = 0;
        double micros = 0;
        int members = model.cellOptionStart[cell + 1] - model.cellOptionStart[cell];
        for (int i = model.cellOptionStart[cell]; i < model.cellOptionStart[cell + 1]; i++) {
            load += model.optionLoad[model.cellOption[i]];
            micros += model.optionMicros[model.cellOption[i]];
        }
        return (micros + (double) SearchModel.replicas(load, members) * model.cellReplicaMicros[cell]) / members;
    }

    private static int[] cheapest(double[] prices, int count) {
        if (prices.length <= count) {
            int[] everything = new int[prices.length];
            Arrays.setAll(everything, i -> i);
            return everything;
        }
        double[] sorted = prices.clone();
        Arrays.sort(sorted);
        double limit = sorted[count - 1];
        int[] kept = new int[count];
        int next = 0;
        for (int i = 0; i < prices.length && next < count; i++) {
            if (prices[i] <= limit) {
                kept[next++] = i;
            }
        }
        return kept;
    }
}
