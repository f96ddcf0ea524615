package org.tierwise.solver.bound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tierwise.solver.model.PlacementModel;

/**
 * The subproblem of one serving group: spread its slices over cells at least price, when every limit has a price
 * instead. Solved exactly by a dynamic program over the subsets of its slices: {@code best[B]} is the cheapest cell for
 * block B with the whole replicas it needs there, and {@code total[S] = min over B within S that hold the lowest slice
 * of S, of best[B] + total[S without B]}. That two blocks at one cell are counted apart does no harm: the block of both
 * together is never dearer.
 *
 * <p>A group of more than {@link #SLICES_MAX} slices becomes one table a slice, each with a part of the replicas, so
 * that its bound is still valid but less tight.
 */
final class GroupTable {
    /** 3^10 splits are quick enough; 3^12 would not be. */
    static final int SLICES_MAX = 10;

    private static final int ROOM = 8;

    final int group;
    final int[] slices;
    final int size;

    /** Whether this is one slice of a big group. */
    final boolean fractional;

    /** Cells that are looked at between full scans, with what each block needs there, {@code blocks} numbers a cell. */
    int[] cell = new int[ROOM];

    int[] pool = new int[ROOM];
    long[] micros = new long[0];
    long[] spend = new long[0];
    int[] parts = new int[0];
    int count;

    private final PlacementModel model;
    private final boolean[] forbidden;

    private GroupTable(PlacementModel model, int group, int[] slices, boolean fractional) {
        this.model = model;
        this.group = group;
        this.slices = slices;
        this.size = slices.length;
        this.fractional = fractional;
        forbidden = forbidden();
    }

    /** All tables of the problem. Slices without options have none: they are unplaced in every plan. */
    static List<GroupTable> of(PlacementModel model) {
        var tables = new ArrayList<GroupTable>();
        for (int group = 0; group < model.groups; group++) {
            int[] slices = Arrays.stream(model.groupSlices[group])
                    .filter(slice -> model.optionCount(slice) > 0)
                    .sorted()
                    .toArray();
            if (slices.length > SLICES_MAX) {
                for (int slice : slices) {
                    tables.add(new GroupTable(model, group, new int[] {slice}, true));
                }
            } else if (slices.length > 0) {
                tables.add(new GroupTable(model, group, slices, false));
            }
        }
        return tables;
    }

    /** The same with candidates of its own. */
    GroupTable copy() {
        var copy = new GroupTable(model, group, slices, fractional);
        int room = count + ROOM;
        copy.cell = Arrays.copyOf(cell, room);
        copy.pool = Arrays.copyOf(pool, room);
        copy.micros = Arrays.copyOf(micros, count * blocks());
        copy.parts = Arrays.copyOf(parts, count * blocks());
        copy.spend = model.shareCap == null ? spend : Arrays.copyOf(spend, count * blocks());
        copy.count = count;
        return copy;
    }

    /** Looks at no cells any more. */
    void forget() {
        cell = new int[ROOM];
        pool = new int[ROOM];
        micros = new long[0];
        spend = new long[0];
        parts = new int[0];
        count = 0;
    }

    int blocks() {
        return (1 << size) - 1;
    }

    int position(int slice) {
        for (int i = 0; i < size; i++) {
            if (slices[i] == slice) {
                return i;
            }
        }
        throw new IllegalArgumentException("Slice (" + slice + ") is not of group (" + group + ").");
    }

    /** Whether a block holds both halves of a pair that must not share a failure domain. */
    boolean forbidden(int block) {
        return forbidden.length > 0 && forbidden[block];
    }

    boolean has(int wanted) {
        for (int i = 0; i < count; i++) {
            if (cell[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Adds a cell to those that are looked at. */
    void add(int added, Blocks scratch) {
        scratch.of(this, added);
        int blocks = blocks();
        if (count == cell.length) {
            cell = Arrays.copyOf(cell, 2 * count);
            pool = Arrays.copyOf(pool, 2 * count);
        }
        if (micros.length < (count + 1) * blocks) {
            int length = Math.max(4, count + count / 2) * blocks;
            micros = Arrays.copyOf(micros, length);
            parts = Arrays.copyOf(parts, length);
            spend = model.shareCap == null ? spend : Arrays.copyOf(spend, length);
        }
        cell[count] = added;
        pool[count] = model.cellPool[added];
        System.arraycopy(scratch.micros, 1, micros, count * blocks, blocks);
        System.arraycopy(scratch.parts, 1, parts, count * blocks, blocks);
        if (model.shareCap != null) {
            System.arraycopy(scratch.spend, 1, spend, count * blocks, blocks);
        }
        count++;
    }

    private boolean[] forbidden() {
        boolean any = false;
        for (int slice : slices) {
            any |= model.slicePartner[slice] >= 0;
        }
        if (!any || fractional) {
            return new boolean[0];
        }
        boolean[] both = new boolean[1 << size];
        for (int block = 1; block < both.length; block++) {
            for (int i = 0; i < size; i++) {
                int partner = model.slicePartner[slices[i]];
                if ((block >> i & 1) == 1 && partner >= 0 && holds(block, partner)) {
                    both[block] = true;
                }
            }
        }
        return both;
    }

    private boolean holds(int block, int slice) {
        for (int i = 0; i < size; i++) {
            if (slices[i] == slice && (block >> i & 1) == 1) {
                return true;
            }
        }
        return false;
    }
}
