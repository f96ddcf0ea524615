package org.tierwise.solver.bound;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.model.PlacementModel;

/**
 * What the multipliers say to a search: what each pool is worth, and for each serving group which cells are good for
 * which block of its slices. The <em>price</em> of a placement is its cost plus the price of the accelerators it
 * takes; the <em>excess</em> of a group is how far its price is above the least one. The sum of all excesses and of the
 * price of what is left free is exactly the distance of a complete plan from the bound. Immutable.
 */
public final class Guide {
    /** Cells kept for each block, by the number of slices of the group: the more blocks, the fewer cells each. */
    private static final int[] CELLS_PER_BLOCK = {0, 64, 48, 32, 24, 24, 16, 12, 8, 6, 4};

    public final Multipliers multipliers;
    private final PlacementModel model;
    private final Prices prices;
    private final @Nullable GroupGuide[] guideOfGroup;

    Guide(PlacementModel model, Multipliers multipliers, Relaxation relaxation) {
        this.model = model;
        this.multipliers = multipliers;
        this.prices = new Prices(model, multipliers);
        guideOfGroup = new GroupGuide[model.groups];
        ThreadLocal<GroupSolver> solvers = ThreadLocal.withInitial(() -> new GroupSolver(model));
        IntStream.range(0, relaxation.tables())
                .mapToObj(relaxation::table)
                .filter(table -> !table.fractional)
                .parallel()
                .forEach(table -> guideOfGroup[table.group] = new GroupGuide(model, table, prices, solvers.get()));
    }

    /** Whether the group has a guide: a big group has none, nor has one without options. */
    public boolean guides(int group) {
        return guideOfGroup[group] != null;
    }

    /** What is known of a group that has a guide. */
    public GroupGuide group(int group) {
        var guide = guideOfGroup[group];
        if (guide == null) {
            throw new IllegalArgumentException("Group (" + group + ") has no guide.");
        }
        return guide;
    }

    /** What a unit of unplaced weight costs, in micro-dollars. */
    public long weightPrice() {
        return prices.weight;
    }

    /**
     * What so many accelerators of a pool are worth with their power, in micro-dollars: the most that blocks pay which fit
     * into them, and what a block of that size pays.
     */
    public long worth(int pool, long accelerators) {
        return prices.worth(pool, accelerators);
    }

    /** Price of an option for its slice, when the replicas at its cell become so many that were so many. */
    public long price(int option, long replicas, long before) {
        int cell = model.optionCell[option];
        int pool = model.cellPool[cell];
        long accelerators = model.cellAccelerators[cell];
        return model.optionMicros[option]
                + (replicas - before) * model.cellReplicaMicros.get(cell)
                + prices.worth(pool, replicas * accelerators)
                - prices.worth(pool, before * accelerators);
    }

    /** One group: its slices, and the best cells of each block by price. */
    public static final class GroupGuide {
        public final int[] slices;

        /** Least price of each set of slices, by bits. */
        public final long[] least;

        /** Cells of each block, cheapest first, with the price of the block there and the accelerators it takes. */
        public final int[][] cells;

        public final long[][] values;
        public final int[][] accelerators;

        /** The block that the best split of a set begins with. */
        public final int[] first;

        GroupGuide(PlacementModel model, GroupTable table, Prices prices, GroupSolver solver) {
            slices = table.slices;
            int blocks = table.blocks();
            cells = new int[blocks + 1][];
            values = new long[blocks + 1][];
            accelerators = new int[blocks + 1][];
            int most = CELLS_PER_BLOCK[table.size];
            int[][] cell = new int[blocks + 1][most];
            long[][] value = new long[blocks + 1][most];
            int[][] parts = new int[blocks + 1][most];
            int[] count = new int[blocks + 1];
            var scratch = solver.blocks;
            for (int at = model.cellStart[table.group]; at < model.cellStart[table.group + 1]; at++) {
                int pool = model.cellPool[at];
                scratch.of(table, at);
                for (int set = 1; set <= blocks; set++) {
                    if (scratch.micros[set] < Blocks.NEVER) {
                        long price = scratch.micros[set] + prices.block(pool, scratch.parts[set]);
                        if (prices.capped()) {
                            price += prices.spend(model.poolProvider[pool], scratch.spend[set]);
                        }
                        count[set] =
                                insert(cell[set], value[set], parts[set], count[set], at, price, scratch.parts[set]);
                    }
                }
            }
            for (int set = 0; set <= blocks; set++) {
                cells[set] = Arrays.copyOf(cell[set], count[set]);
                values[set] = Arrays.copyOf(value[set], count[set]);
                accelerators[set] = new int[count[set]];
                for (int i = 0; i < count[set]; i++) {
                    accelerators[set][i] = parts[set][i] / Prices.ACCELERATOR_PARTS;
                }
            }
            long unused = solver.combine(table, prices, values);
            least = Arrays.copyOf(solver.total, blocks + 1);
            first = new int[blocks + 1];
            for (int set = 1; set <= blocks; set++) {
                first[set] = solver.blockOf(set);
            }
        }

        private static int insert(
                int[] cell, long[] value, int[] parts, int count, int addedCell, long addedValue, int addedParts) {
            if (count == cell.length && addedValue >= value[count - 1]) {
                return count;
            }
            int at = Math.min(count, cell.length - 1);
            while (at > 0 && value[at - 1] > addedValue) {
                value[at] = value[at - 1];
                cell[at] = cell[at - 1];
                parts[at] = parts[at - 1];
                at--;
            }
            value[at] = addedValue;
            cell[at] = addedCell;
            parts[at] = addedParts;
            return Math.min(cell.length, count + 1);
        }
    }
}
