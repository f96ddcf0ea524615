package org.tierwise.solver.bound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.model.PlacementModel;

/**
 * How far each cell is from being the best for any block of its group, so that most scans need not look at it: when
 * prices change, a cell can have come nearer by no more than its pool became cheaper and the best became dearer (the
 * idea of G. Hamerly, "Making k-means even faster", 2010). Groups that are bounded with parts of replicas have none, nor
 * have problems with a share cap.
 */
final class Slack {
    /** Rounding of the distances is below this part of them. */
    private static final float ROUNDING = 1e-6f;

    private final PlacementModel model;

    /** By cell: at least so far, in micro-dollars, above the best of each block; 0 if that is not known. */
    private final float[] cell;

    /** By table and block: the best at the last scan. */
    private final long[][] least;

    /** By table: the most accelerators that a block of it takes anywhere. */
    private final long[] most;

    /** By pool: how much cheaper each accelerator became, or all blocks at most. */
    private final double[] dropEach;

    private final double[] dropOfBlocks;
    private @Nullable Prices before;

    Slack(PlacementModel model, List<GroupTable> tables) {
        this.model = model;
        cell = new float[model.cells];
        least = new long[tables.size()][];
        for (int table = 0; table < least.length; table++) {
            least[table] = new long
                    [tables.get(table).fractional ? 0 : tables.get(table).blocks() + 1];
        }
        most = new long[tables.size()];
        dropEach = new double[model.pools];
        dropOfBlocks = new double[model.pools];
    }

    private Slack(Slack that) {
        model = that.model;
        cell = that.cell.clone();
        least = new long[that.least.length][];
        for (int table = 0; table < least.length; table++) {
            least[table] = that.least[table].clone();
        }
        most = that.most.clone();
        dropEach = new double[model.pools];
        dropOfBlocks = new double[model.pools];
        before = that.before;
    }

    Slack copy() {
        return new Slack(this);
    }

    boolean serves(GroupTable table, Prices prices) {
        return !table.fractional && !prices.capped();
    }

    /** Before a scan of all tables at new prices. */
    void follow(Prices now) {
        for (int pool = 0; before != null && pool < model.pools; pool++) {
            long[] old = before.blocks(pool);
            long[] present = now.blocks(pool);
            dropOfBlocks[pool] = 0;
            dropEach[pool] = 0;
            if (old == null && present == null) {
                dropEach[pool] = Math.max(0, before.accelerator(pool) - now.accelerator(pool));
                continue;
            }
            long room = Math.min(
                    model.poolCapacity[pool],
                    Math.min(
                            old == null ? Long.MAX_VALUE : old.length - 1,
                            present == null ? Long.MAX_VALUE : present.length - 1));
            long drop = 0;
            for (int accelerators = 1; accelerators <= room; accelerators++) {
                long was = old == null ? before.accelerator(pool) * accelerators : old[accelerators];
                long is = present == null ? now.accelerator(pool) * accelerators : present[accelerators];
                drop = Math.max(drop, was - is);
            }
            dropOfBlocks[pool] = drop;
        }
        before = now;
    }

    /** How much dearer any block of a table became; the best among some cells will do. */
    double rise(int table, long[] best) {
        double rise = 0;
        long[] old = least[table];
        for (int set = 1; set < old.length; set++) {
            if (old[set] < Blocks.NEVER && best[set] > old[set]) {
                rise = best[set] >= Blocks.NEVER ? Double.POSITIVE_INFINITY : Math.max(rise, best[set] - old[set]);
            }
        }
        return rise;
    }

    /** Whether a cell is too dear for each block of its table. */
    boolean skips(int table, int candidate, double rise) {
        int pool = model.cellPool[candidate];
        double left = cell[candidate] - dropEach[pool] * most[table] - dropOfBlocks[pool] - rise;
        if (left > 0) {
            cell[candidate] = (float) left * (1 - ROUNDING);
            return true;
        }
        return false;
    }

    /** What a look at a cell found: how far it is above the best, and the accelerators of its largest block. */
    void looked(int table, int candidate, long above, int parts) {
        cell[candidate] = above <= 0 ? 0 : (float) above * (1 - ROUNDING);
        most[table] = Math.max(most[table], Math.ceilDiv(parts, Prices.ACCELERATOR_PARTS));
    }

    void found(int table, long[] best) {
        System.arraycopy(best, 0, least[table], 0, least[table].length);
    }
}
