package org.tierwise.solver.bound;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.model.PlacementModel;

/** Solves tables at given prices. Scratch space of one thread: the answer is overwritten by the next question. */
final class GroupSolver {
    private static final int SUBSETS = 1 << GroupTable.SLICES_MAX;

    /** In {@link #bestCell}: the block is one slice that stays unplaced. */
    static final int UNPLACED = -1;

    final Blocks blocks;

    /** Least price of each block, and the cell that has it: a cell's position in the table after {@link #solve}. */
    final long[] best = new long[SUBSETS];

    final int[] bestCell = new int[SUBSETS];

    /** Least price of each set of slices. */
    final long[] total = new long[SUBSETS];

    private final int[] block = new int[SUBSETS];
    private int lookedParts;
    private final PlacementModel model;

    GroupSolver(PlacementModel model) {
        this.model = model;
        blocks = new Blocks(model);
    }

    /** The least price of the group over the cells that its table looks at. */
    long solve(GroupTable table, Prices prices, int[] capacityParts) {
        reset(table, prices);
        int count = table.blocks();
        long[] micros = table.micros;
        int[] parts = table.parts;
        for (int i = 0; i < table.count; i++) {
            int pool = table.pool[i];
            int at = i * count - 1;
            if (prices.capped()) {
                int provider = model.poolProvider[pool];
                for (int set = 1; set <= count; set++) {
                    if (micros[at + set] < Blocks.NEVER && parts[at + set] <= capacityParts[pool]) {
                        offer(
                                set,
                                micros[at + set]
                                        + prices.spend(provider, table.spend[at + set])
                                        + price(table, prices, pool, parts[at + set]),
                                i);
                    }
                }
                continue;
            }
            int room = capacityParts[pool];
            long[] ofBlock = table.fractional ? null : prices.blocks(pool);
            if (ofBlock == null) {
                long price = prices.accelerator(pool);
                for (int set = 1; set <= count; set++) {
                    long value = micros[at + set] + (price * parts[at + set] >> Prices.PART_BITS);
                    if (value < best[set] && parts[at + set] <= room) {
                        best[set] = value;
                        bestCell[set] = i;
                    }
                }
            } else {
                for (int set = 1; set <= count; set++) {
                    if (micros[at + set] < best[set] && parts[at + set] <= room) {
                        offer(set, micros[at + set] + ofBlock[parts[at + set] >> Prices.PART_BITS], i);
                    }
                }
            }
        }
        return combine(table);
    }

    /** For each block the cells that are cheapest, so many; in the order of the model. */
    int[] cheapest(GroupTable table, Prices prices, int most) {
        int count = table.blocks();
        long[] value = new long[(count + 1) * most];
        int[] cells = new int[value.length];
        Arrays.fill(value, Blocks.NEVER);
        for (int cell = model.cellStart[table.group]; cell < model.cellStart[table.group + 1]; cell++) {
            int pool = model.cellPool[cell];
            blocks.of(table, cell);
            for (int set = 1; set <= count; set++) {
                int last = set * most + most - 1;
                if (blocks.micros[set] < value[last]) {
                    long own = blocks.micros[set] + price(table, prices, pool, blocks.parts[set]);
                    int at = last;
                    while (at > set * most && value[at - 1] > own) {
                        value[at] = value[at - 1];
                        cells[at] = cells[at - 1];
                        at--;
                    }
                    if (own < value[at]) {
                        value[at] = own;
                        cells[at] = cell;
                    }
                }
            }
        }
        return IntStream.range(0, value.length)
                .filter(i -> value[i] < Blocks.NEVER)
                .map(i -> cells[i])
                .distinct()
                .sorted()
                .toArray();
    }

    private static long price(GroupTable table, Prices prices, int pool, int parts) {
        return table.fractional ? prices.accelerators(pool, parts) : prices.block(pool, parts);
    }

    /** The least price of the group over all its cells; {@link #bestCell} then holds cells of the model. */
    long scan(GroupTable table, Prices prices) {
        return scan(table, prices, null);
    }

    /** The same, with less room at the pools: in the parts of {@link Prices#ACCELERATOR_PARTS}, by pool. */
    long scan(GroupTable table, Prices prices, int @Nullable [] capacityParts) {
        reset(table, prices);
        for (int cell = model.cellStart[table.group]; cell < model.cellStart[table.group + 1]; cell++) {
            look(table, prices, cell, room(capacityParts, cell));
        }
        return combine(table);
    }

    /**
     * The same, but cells that cannot be the best for any block are not looked at.
     *
     * @param index of the table, by which {@code slack} knows it
     */
    long scan(GroupTable table, int index, Prices prices, int[] capacityParts, Slack slack) {
        reset(table, prices);
        offerCandidates(table, prices, capacityParts);
        double rise = slack.rise(index, best);
        for (int cell = model.cellStart[table.group]; cell < model.cellStart[table.group + 1]; cell++) {
            if (!slack.skips(index, cell, rise)) {
                long above = look(table, prices, cell, room(capacityParts, cell));
                slack.looked(index, cell, above, lookedParts);
            }
        }
        slack.found(index, best);
        return combine(table);
    }

    private int room(int @Nullable [] capacityParts, int cell) {
        return capacityParts == null ? Integer.MAX_VALUE : capacityParts[model.cellPool[cell]];
    }

    /** The best of what the table looks at, as cells of the model: where no price is capped. */
    private void offerCandidates(GroupTable table, Prices prices, int[] capacityParts) {
        int count = table.blocks();
        for (int i = 0; i < table.count; i++) {
            int room = capacityParts[table.pool[i]];
            for (int set = 1; set <= count; set++) {
                int at = i * count + set - 1;
                if (table.micros[at] < best[set] && table.parts[at] <= room) {
                    offer(set, table.micros[at] + prices.block(table.pool[i], table.parts[at]), table.cell[i]);
                }
            }
        }
    }

    /**
     * Offers a cell for each block.
     *
     * @return how far it is above the best so far of the block for which it is nearest; {@link #lookedParts} then is what
     *     its largest block takes
     */
    private long look(GroupTable table, Prices prices, int cell, int room) {
        int pool = model.cellPool[cell];
        blocks.of(table, cell);
        long above = Blocks.NEVER;
        lookedParts = 0;
        for (int set = 1; set <= table.blocks(); set++) {
            if (blocks.micros[set] < Blocks.NEVER && blocks.parts[set] <= room) {
                long value = blocks.micros[set] + price(table, prices, pool, blocks.parts[set]);
                if (prices.capped()) {
                    value += prices.spend(model.poolProvider[pool], blocks.spend[set]);
                }
                above = Math.min(above, value - best[set]);
                lookedParts = Math.max(lookedParts, blocks.parts[set]);
                offer(set, value, cell);
            }
        }
        return above;
    }

    /** The least prices of all sets when each block's least price is given: missing blocks have none. */
    long combine(GroupTable table, Prices prices, long[][] valuesOfBlock) {
        reset(table, prices);
        for (int set = 1; set <= table.blocks(); set++) {
            if (valuesOfBlock[set].length > 0) {
                offer(set, valuesOfBlock[set][0], 0);
            }
        }
        return combine(table);
    }

    /** Called for each block of the answer with its cell, or with {@link #UNPLACED}. */
    interface Visitor {
        void visit(int block, int cell);
    }

    void visit(GroupTable table, Visitor visitor) {
        for (int set = table.blocks(); set != 0; set ^= block[set]) {
            visitor.visit(block[set], bestCell[block[set]]);
        }
    }

    /** The block of the best split of a set that holds its lowest slice. */
    int blockOf(int set) {
        return block[set];
    }

    private void offer(int set, long value, int cell) {
        if (value < best[set]) {
            best[set] = value;
            bestCell[set] = cell;
        }
    }

    private void reset(GroupTable table, Prices prices) {
        Arrays.fill(best, 1, table.blocks() + 1, Blocks.NEVER);
        for (int i = 0; i < table.size; i++) {
            best[1 << i] = prices.unplaced(model.sliceWeight[table.slices[i]]);
            bestCell[1 << i] = UNPLACED;
        }
    }

    private long combine(GroupTable table) {
        int all = table.blocks();
        for (int set = 1; set <= all; set++) {
            int low = set & -set;
            int rest = set ^ low;
            long least = best[low] + total[rest];
            int with = low;
            for (int others = rest; others != 0; others = (others - 1) & rest) {
                long value = best[low | others] + total[rest ^ others];
                if (value < least) {
                    least = value;
                    with = low | others;
                }
            }
            // A sum of two that cannot be must not look like one that can.
            total[set] = Math.min(least, Blocks.NEVER);
            block[set] = with;
        }
        return total[all];
    }
}
