package org.tierwise.solver.bound;

import java.util.List;
import org.tierwise.solver.model.PlacementModel;

/**
 * Numbers for the sizes of blocks at pools: which pools tell them apart, and where the sizes of each begin in one array.
 * A size is a number of accelerators, from 1 to all of the pool.
 */
final class BlockCount {
    /** By pool, and one more for the end: the place of size 1. */
    final int[] from;

    private BlockCount(int[] from) {
        this.from = from;
    }

    /** No pool tells them apart. */
    static BlockCount none(PlacementModel model) {
        return new BlockCount(new int[model.pools + 1]);
    }

    /**
     * Small pools tell them apart that are wanted, but not those that a group could use which is bounded with parts of
     * replicas.
     *
     * @param wanted by pool, whether it is as good as full
     */
    static BlockCount small(PlacementModel model, List<GroupTable> tables, boolean[] wanted) {
        boolean[] inParts = new boolean[model.pools];
        for (var table : tables) {
            for (int cell = model.cellStart[table.group];
                    table.fractional && cell < model.cellStart[table.group + 1];
                    cell++) {
                inParts[model.cellPool[cell]] = true;
            }
        }
        int[] from = new int[model.pools + 1];
        for (int pool = 0; pool < model.pools; pool++) {
            boolean small = !inParts[pool] && model.poolCapacity[pool] <= BlockPrices.ACCELERATORS_MAX && wanted[pool];
            from[pool + 1] = from[pool] + (small ? (int) model.poolCapacity[pool] : 0);
        }
        return new BlockCount(from);
    }

    int size() {
        return from[from.length - 1];
    }

    int sizes(int pool) {
        return from[pool + 1] - from[pool];
    }
}
