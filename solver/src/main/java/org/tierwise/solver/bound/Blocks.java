package org.tierwise.solver.bound;

import java.util.Arrays;
import org.tierwise.solver.model.PlacementModel;

/**
 * What each block of a group's slices needs at one cell. A block is a set of slices as bits, by their position in the
 * table's list of slices. Scratch space of one thread, overwritten by each {@link #of}.
 */
final class Blocks {
    /** Marks a block that cannot be at the cell. */
    static final long NEVER = PlacementModel.NO_LIMIT;

    /** Objective without what {@link #spend} counts apart, by block. */
    final long[] micros = new long[1 << GroupTable.SLICES_MAX];

    /** What the provider is paid, by block; filled only if there is a share cap. */
    final long[] spend = new long[1 << GroupTable.SLICES_MAX];

    /** Accelerators, in the parts of {@link Prices#ACCELERATOR_PARTS}, by block. */
    final int[] parts = new int[1 << GroupTable.SLICES_MAX];

    private final PlacementModel model;
    private final long[] load = new long[1 << GroupTable.SLICES_MAX];
    private final int[] mask = new int[1 << GroupTable.SLICES_MAX];
    private final long[] sliceMicros = new long[1 << GroupTable.SLICES_MAX];
    private final long[] sliceSpend = new long[1 << GroupTable.SLICES_MAX];

    Blocks(PlacementModel model) {
        this.model = model;
    }

    /** Fills the arrays for a cell of the table's group. */
    void of(GroupTable table, int cell) {
        Arrays.fill(micros, 0, 1 << table.size, NEVER);
        if (table.fractional) {
            ofPart(table, cell);
            return;
        }
        int members = 0;
        long[] optionSpend = model.optionSpend;
        for (int option = model.optionStart[cell]; option < model.optionStart[cell + 1]; option++) {
            int own = 1 << members++;
            mask[own] = 1 << table.position(model.optionSlice[option]);
            load[own] = model.optionLoad.get(option);
            sliceMicros[own] = model.optionMicros[option];
            sliceSpend[own] = optionSpend == null ? 0 : optionSpend[option];
        }
        long capacity = model.poolCapacity[model.cellPool[cell]];
        long accelerators = model.cellAccelerators[cell];
        long replicaMicros = model.cellReplicaMicros.get(cell);
        for (int subset = 1; subset < 1 << members; subset++) {
            int low = subset & -subset;
            int others = subset ^ low;
            if (others != 0) {
                mask[subset] = mask[low] | mask[others];
                load[subset] = load[low] + load[others];
                sliceMicros[subset] = sliceMicros[low] + sliceMicros[others];
                sliceSpend[subset] = sliceSpend[low] + sliceSpend[others];
            }
            int block = mask[subset];
            long replicas = Math.max(1, Math.ceilDiv(load[subset], PlacementModel.REPLICA));
            if (replicas * accelerators <= capacity && !table.forbidden(block)) {
                put(block, sliceMicros[subset], sliceSpend[subset], replicas * replicaMicros);
                // Fewer than there are would still be a bound.
                parts[block] = (int) Math.min(Integer.MAX_VALUE, replicas * accelerators * Prices.ACCELERATOR_PARTS);
            }
        }
    }

    /** One slice of a big group, with its part of the replicas there. */
    private void ofPart(GroupTable table, int cell) {
        int option = model.optionAt(table.slices[0], cell);
        long capacity = model.poolCapacity[model.cellPool[cell]];
        long accelerators = model.cellAccelerators[cell];
        long alone = option < 0 ? 0 : PlacementModel.replicas(model.optionLoad.get(option), 1) * accelerators;
        if (option < 0 || alone > capacity) {
            return;
        }
        double part = partOfReplicas(option, cell);
        var optionSpend = model.optionSpend;
        put(1, model.optionMicros[option], optionSpend == null ? 0 : optionSpend[option], (long)
                Math.floor(part * model.cellReplicaMicros.get(cell)));
        parts[1] = (int) Math.floor(part * accelerators * Prices.ACCELERATOR_PARTS);
    }

    /**
     * Parts that never add up to more than the whole replicas of any set of the group's slices at the cell: each its
     * load, or, where all of them together fill no replica, each an equal part of one.
     */
    private double partOfReplicas(int option, int cell) {
        long sum = 0;
        int members = model.optionStart[cell + 1] - model.optionStart[cell];
        for (int i = model.optionStart[cell]; i < model.optionStart[cell + 1]; i++) {
            sum += model.optionLoad.get(i);
        }
        // A little less, so that no rounding of the parts adds up to more.
        return 0.999_999_9
                * (sum <= PlacementModel.REPLICA
                        ? 1.0 / members
                        : (double) model.optionLoad.get(option) / PlacementModel.REPLICA);
    }

    private void put(int block, long sliceMicros, long sliceSpend, long replicaMicros) {
        if (model.optionSpend == null) {
            micros[block] = sliceMicros + replicaMicros;
        } else {
            micros[block] = sliceMicros - sliceSpend;
            spend[block] = sliceSpend + replicaMicros;
        }
    }
}
