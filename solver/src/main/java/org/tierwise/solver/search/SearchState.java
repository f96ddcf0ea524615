package org.tierwise.solver.search;

import java.util.Arrays;

/**
 * Who is where, and the sums that follow, kept up to date by each change in constant time. All sums are whole numbers,
 * so that taking a slice away and putting it back restores the state exactly.
 */
final class SearchState {
    final SearchModel model;

    /** The chosen option of each slice, or −1. */
    final int[] option;

    final long[] cellLoad;
    final int[] cellMembers;
    final long[] poolUsed;

    /** Accelerators used beyond what the pools have. */
    long overload;

    /** Weight of what is not placed. */
    long unplaced;

    /** Money of the objective, in micro-dollars. */
    long micros;

    SearchState(SearchModel model) {
        this.model = model;
        option = new int[model.slices];
        Arrays.fill(option, -1);
        cellLoad = new long[model.cells];
        cellMembers = new int[model.cells];
        poolUsed = new long[model.pools];
        for (long weight : model.sliceWeight) {
            unplaced += weight;
        }
    }

    void put(int slice, int chosen) {
        if (chosen < 0) {
            return;
        }
        option[slice] = chosen;
        unplaced -= model.sliceWeight[slice];
        micros += model.optionMicros[chosen];
        change(model.optionCell[chosen], model.optionLoad[chosen], 1);
    }

    void take(int slice) {
        int chosen = option[slice];
        if (chosen < 0) {
            return;
        }
        option[slice] = -1;
        unplaced += model.sliceWeight[slice];
        micros -= model.optionMicros[chosen];
        change(model.optionCell[chosen], -model.optionLoad[chosen], -1);
    }

    /** Takes away whatever was chosen, and puts this one. */
    void set(int slice, int chosen) {
        take(slice);
        put(slice, chosen);
    }

    /** Money that this option of an unplaced slice would add, with the replicas it causes. */
    long addedMicros(int chosen) {
        int cell = model.optionCell[chosen];
        return model.optionMicros[chosen] + addedReplicas(cell, chosen) * model.cellReplicaMicros[cell];
    }

    /** Whether the pool has the accelerators that this option of an unplaced slice would add. */
    boolean fits(int chosen) {
        int cell = model.optionCell[chosen];
        return addedReplicas(cell, chosen) * model.cellAccelerators[cell] <= free(model.cellPool[cell]);
    }

    long free(int pool) {
        return model.poolCapacity[pool] - poolUsed[pool];
    }

    long replicas(int cell) {
        return SearchModel.replicas(cellLoad[cell], cellMembers[cell]);
    }

    private long addedReplicas(int cell, int chosen) {
        return SearchModel.replicas(cellLoad[cell] + model.optionLoad[chosen], cellMembers[cell] + 1) - replicas(cell);
    }

    private void change(int cell, long load, int members) {
        long before = replicas(cell);
        cellLoad[cell] += load;
        cellMembers[cell] += members;
        long added = replicas(cell) - before;
        if (added == 0) {
            return;
        }
        micros += added * model.cellReplicaMicros[cell];
        int pool = model.cellPool[cell];
        long over = Math.max(0, -free(pool));
        poolUsed[pool] += added * model.cellAccelerators[cell];
        overload += Math.max(0, -free(pool)) - over;
    }
}
