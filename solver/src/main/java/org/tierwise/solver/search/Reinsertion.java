package org.tierwise.solver.search;

import org.tierwise.solver.bound.Guide;
import org.tierwise.solver.bound.Guide.GroupGuide;
import org.tierwise.solver.model.PlacementModel;

/**
 * Takes a few serving groups away and places them again together, as well as possible: for each group the cheapest ways
 * to spread its slices over cells that have room (its <em>columns</em>), then branch and bound over one column a group.
 * The multipliers prune both: nothing whose price is further above the least than the present distance from the bound
 * can be part of something better.
 */
final class Reinsertion {
    static final int GROUPS_MAX = 12;
    private static final int COLUMNS_MAX = 40;
    private static final int NODES_MAX = 1_500;

    /** A pool where so many accelerators are worth nothing has no price. */
    private static final int WORTH_ASKED = 1 << 20;

    private final PlacementModel model;
    private final Guide guide;
    private final long weightPrice;

    private final int[] group = new int[GROUPS_MAX];
    private final int[] mask = new int[GROUPS_MAX];
    private int groups;

    /** Columns of each group: price, and the option of each of its slices. */
    private final long[][] price = new long[GROUPS_MAX][COLUMNS_MAX];

    private final int[][][] column = new int[GROUPS_MAX][COLUMNS_MAX][10];
    private final int[] columns = new int[GROUPS_MAX];
    private final int[][] before = new int[GROUPS_MAX][10];
    private final int[] order = new int[GROUPS_MAX];
    private final long[] leastBelow = new long[GROUPS_MAX + 1];
    private final long[] weightBelow = new long[GROUPS_MAX + 1];
    private final int[] trial = new int[GROUPS_MAX];
    private final int[] chosen = new int[GROUPS_MAX];

    private final int[] poolStamp;
    private int stamp;
    private final int[] touched = new int[GROUPS_MAX * COLUMNS_MAX * 10];
    private final int[] touchedFrom = new int[GROUPS_MAX + 2];
    private int nodes;
    private long bestWeight;
    private long bestMicros;
    private boolean found;

    private final int[] fixed = new int[10];
    private int fixedCount;

    /** Cells of the column that is being made, by position in the group. */
    private final int[] cellOf = new int[10];

    Reinsertion(PlacementModel model, Guide guide) {
        this.model = model;
        this.guide = guide;
        weightPrice = guide.weightPrice();
        poolStamp = new int[model.pools];
    }

    void clear() {
        groups = 0;
    }

    int groups() {
        return groups;
    }

    boolean has(int wanted) {
        for (int i = 0; i < groups; i++) {
            if (group[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    int group(int at) {
        return group[at];
    }

    /** Adds slices, as bits by position, of a group that has a guide. */
    void add(int added, int slices) {
        mask[groups] = slices;
        group[groups++] = added;
    }

    int mask(int at) {
        return mask[at];
    }

    /**
     * Finds the best placement of the groups, all else staying; the state is left as it was.
     *
     * @param elsewhere whether the first group has to change
     * @param tolerance how much worse than now an answer may be, in micro-dollars
     * @return whether there is an answer that differs from what is
     */
    boolean solve(SearchState state, boolean elsewhere, long tolerance) {
        long weightBefore = state.unplaced;
        long microsBefore = state.micros;
        long excess = tolerance;
        for (int i = 0; i < groups; i++) {
            remember(state, i);
        }
        excess += freeWorth(state);
        for (int i = 0; i < groups; i++) {
            excess += take(state, i) - guide.group(group[i]).least[mask[i]];
        }
        excess = Math.max(excess, 0);
        boolean complete = true;
        for (int i = 0; i < groups && complete; i++) {
            columns[i] = 0;
            var own = guide.group(group[i]);
            fixedCells(state, i, own);
            makeColumns(state, i, own, mask[i], 0, own.least[mask[i]] + excess);
            complete = columns[i] > 0;
        }
        found = false;
        if (complete) {
            arrange();
            bestWeight = weightBefore;
            bestMicros = elsewhere ? microsBefore + tolerance : microsBefore;
            nodes = 0;
            branch(state, 0, elsewhere);
        }
        for (int i = 0; i < groups; i++) {
            var slices = guide.group(group[i]).slices;
            for (int rest = mask[i]; rest != 0; rest &= rest - 1) {
                int at = Integer.numberOfTrailingZeros(rest);
                state.put(slices[at], before[i][at]);
            }
        }
        return found;
    }

    private void remember(SearchState state, int i) {
        var slices = guide.group(group[i]).slices;
        for (int rest = mask[i]; rest != 0; rest &= rest - 1) {
            int at = Integer.numberOfTrailingZeros(rest);
            before[i][at] = state.option[slices[at]];
        }
    }

    /** Takes the slices away; returns the price that this saves. */
    private long take(SearchState state, int i) {
        var slices = guide.group(group[i]).slices;
        long price = 0;
        for (int rest = mask[i]; rest != 0; rest &= rest - 1) {
            int at = Integer.numberOfTrailingZeros(rest);
            int option = before[i][at];
            if (option < 0) {
                price += weightPrice < PlacementModel.NO_LIMIT ? weightPrice * model.sliceWeight[slices[at]] : 0;
                continue;
            }
            int cell = model.optionCell[option];
            long replicas = state.replicas(cell);
            state.take(slices[at]);
            price += guide.price(option, replicas, state.replicas(cell));
        }
        return price;
    }

    /** Cells where the rest of the group stays, which the slices may join. */
    private void fixedCells(SearchState state, int i, GroupGuide own) {
        fixedCount = 0;
        for (int at = 0; at < own.slices.length; at++) {
            int option = state.option[own.slices[at]];
            if (option >= 0) {
                int cell = model.optionCell[option];
                boolean known = false;
                for (int f = 0; f < fixedCount; f++) {
                    known |= fixed[f] == cell;
                }
                if (!known) {
                    fixed[fixedCount++] = cell;
                }
            }
        }
    }

    /** Places a group that is nowhere in the cheapest way that has room; false if none is known. */
    boolean place(SearchState state, int added) {
        clear();
        var own = guide.group(added);
        add(added, own.least.length - 1);
        columns[0] = 0;
        fixedCount = 0;
        makeColumns(state, 0, own, mask[0], 0, PlacementModel.NO_LIMIT);
        for (int c = 0; c < columns[0]; c++) {
            int placed = putColumn(state, 0, c);
            if (placed == mask[0]) {
                return true;
            }
            for (int rest = placed; rest != 0; rest &= rest - 1) {
                state.take(own.slices[Integer.numberOfTrailingZeros(rest)]);
            }
        }
        return false;
    }

    /** Adds the changes of the answer to a proposal. */
    void propose(Proposal proposal) {
        for (int i = 0; i < groups; i++) {
            var slices = guide.group(group[i]).slices;
            int[] options = column[i][chosen[i]];
            for (int rest = mask[i]; rest != 0; rest &= rest - 1) {
                int at = Integer.numberOfTrailingZeros(rest);
                if (options[at] != before[i][at]) {
                    proposal.add(slices[at], options[at]);
                }
            }
        }
    }

    /** Price of what a group has now. */
    long priceNow(SearchState state, int of) {
        long sum = 0;
        int[] slices = guide.group(of).slices;
        for (int at = 0; at < slices.length; at++) {
            int option = state.option[slices[at]];
            if (option < 0) {
                sum += weightPrice * model.sliceWeight[slices[at]];
                continue;
            }
            int cell = model.optionCell[option];
            boolean seen = false;
            for (int other = 0; other < at && !seen; other++) {
                int there = state.option[slices[other]];
                seen = there >= 0 && model.optionCell[there] == cell;
            }
            long replicas = state.replicas(cell);
            sum += guide.price(option, replicas, seen ? replicas : 0);
        }
        return sum;
    }

    /** What the accelerators are worth that are free at the pools which the groups left or want most. */
    private long freeWorth(SearchState state) {
        stamp++;
        long sum = 0;
        for (int i = 0; i < groups; i++) {
            var own = guide.group(group[i]);
            for (int rest = mask[i]; rest != 0; rest &= rest - 1) {
                int at = Integer.numberOfTrailingZeros(rest);
                if (before[i][at] >= 0) {
                    int pool = model.pool(before[i][at]);
                    sum += worth(state, pool);
                    // Whoever leaves a site may close it.
                    sum += model.openingCosts ? model.siteOpenMicros[model.poolSite[pool]] : 0;
                }
            }
            for (int set = mask[i]; set != 0; set ^= own.first[set]) {
                int block = own.first[set];
                if (own.cells[block].length > 0) {
                    sum += worth(state, model.cellPool[own.cells[block][0]]);
                }
            }
        }
        return sum;
    }

    private long worth(SearchState state, int pool) {
        if (poolStamp[pool] == stamp) {
            return 0;
        }
        poolStamp[pool] = stamp;
        return guide.worth(pool, Math.min(state.free(pool), RegroupMoves.WORTH_MOST));
    }

    private void makeColumns(SearchState state, int at, GroupGuide own, int set, long spent, long limit) {
        if (set == 0) {
            keep(at, own, spent);
            return;
        }
        int low = set & -set;
        int rest = set ^ low;
        // The best split first: it tightens the limit.
        int first = own.first[set];
        tryBlock(state, at, own, first, set, spent, limit);
        for (int others = rest; ; others = (others - 1) & rest) {
            int block = low | others;
            if (block != first) {
                tryBlock(state, at, own, block, set, spent, limit);
            }
            if (others == 0) {
                break;
            }
        }
        if (weightPrice < PlacementModel.NO_LIMIT) {
            int position = Integer.numberOfTrailingZeros(low);
            long value = spent + weightPrice * model.sliceWeight[own.slices[position]];
            if (value + own.least[rest] < worst(at, limit)) {
                cellOf[position] = -1;
                makeColumns(state, at, own, rest, value, limit);
            }
        }
    }

    private void tryBlock(SearchState state, int at, GroupGuide own, int block, int set, long spent, long limit) {
        int[] cells = own.cells[block];
        long[] values = own.values[block];
        long after = spent + own.least[set ^ block];
        for (int i = 0; i < cells.length && after + values[i] < worst(at, limit); i++) {
            int pool = model.cellPool[cells[i]];
            if (own.accelerators[block][i] <= state.free(pool) && apart(own, block, set, pool, at)) {
                for (int rest = block; rest != 0; rest &= rest - 1) {
                    cellOf[Integer.numberOfTrailingZeros(rest)] = cells[i];
                }
                makeColumns(state, at, own, set ^ block, spent + values[i], limit);
            }
        }
        for (int f = 0; f < fixedCount; f++) {
            join(state, at, own, block, set, spent, limit, fixed[f]);
        }
    }

    /** Whether no slice of the block would share the pool's failure domain with a partner that is decided already. */
    private boolean apart(GroupGuide own, int block, int set, int pool, int at) {
        if (!model.backups) {
            return true;
        }
        int decided = mask[at] & ~set;
        for (int rest = block; rest != 0; rest &= rest - 1) {
            int partner = model.slicePartner[own.slices[Integer.numberOfTrailingZeros(rest)]];
            for (int others = partner < 0 ? 0 : decided; others != 0; others &= others - 1) {
                int other = Integer.numberOfTrailingZeros(others);
                if (own.slices[other] == partner
                        && cellOf[other] >= 0
                        && model.poolDomain[model.cellPool[cellOf[other]]] == model.poolDomain[pool]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The block joins replicas that the rest of its group has. */
    private void join(SearchState state, int at, GroupGuide own, int block, int set, long spent, long limit, int cell) {
        long load = state.cellLoad[cell];
        long micros = 0;
        for (int rest = block; rest != 0; rest &= rest - 1) {
            int option = model.optionAt(own.slices[Integer.numberOfTrailingZeros(rest)], cell);
            if (option < 0) {
                return;
            }
            load += model.optionLoad.get(option);
            micros += model.optionMicros[option];
        }
        long added = PlacementModel.replicas(load, 1) - state.replicas(cell);
        int pool = model.cellPool[cell];
        long accelerators = added * model.cellAccelerators[cell];
        if ((accelerators > 0 && accelerators > state.free(pool)) || !apart(own, block, set, pool, at)) {
            return;
        }
        long before = state.replicas(cell) * model.cellAccelerators[cell];
        long value = spent
                + micros
                + added * model.cellReplicaMicros.get(cell)
                + guide.worth(pool, before + accelerators)
                - guide.worth(pool, before);
        if (value + own.least[set ^ block] < worst(at, limit)) {
            for (int rest = block; rest != 0; rest &= rest - 1) {
                cellOf[Integer.numberOfTrailingZeros(rest)] = cell;
            }
            makeColumns(state, at, own, set ^ block, value, limit);
        }
    }

    private long worst(int at, long limit) {
        return columns[at] < COLUMNS_MAX ? limit : Math.min(limit, price[at][COLUMNS_MAX - 1]);
    }

    private void keep(int at, GroupGuide own, long value) {
        int count = columns[at];
        int slot = Math.min(count, COLUMNS_MAX - 1);
        int[] place = column[at][slot];
        while (slot > 0 && price[at][slot - 1] > value) {
            price[at][slot] = price[at][slot - 1];
            column[at][slot] = column[at][slot - 1];
            slot--;
        }
        price[at][slot] = value;
        column[at][slot] = place;
        for (int rest = mask[at]; rest != 0; rest &= rest - 1) {
            int i = Integer.numberOfTrailingZeros(rest);
            place[i] = cellOf[i] < 0 ? -1 : model.optionAt(own.slices[i], cellOf[i]);
        }
        columns[at] = Math.min(COLUMNS_MAX, count + 1);
    }

    /** The groups with the fewest columns first; and for each depth the pools that those from there on could use. */
    private void arrange() {
        for (int i = 0; i < groups; i++) {
            int at = i;
            while (at > 0 && columns[order[at - 1]] > columns[i]) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = i;
        }
        leastBelow[groups] = 0;
        stamp++;
        int count = 0;
        touchedFrom[groups] = 0;
        for (int depth = groups - 1; depth >= 0; depth--) {
            int i = order[depth];
            leastBelow[depth] = leastBelow[depth + 1] + price[i][0];
            weightBelow[depth] = weightBelow[depth + 1];
            var slices = guide.group(group[i]).slices;
            for (int rest = mask[i]; rest != 0; rest &= rest - 1) {
                weightBelow[depth] += model.sliceWeight[slices[Integer.numberOfTrailingZeros(rest)]];
            }
            for (int c = 0; c < columns[i]; c++) {
                for (int rest = mask[i]; rest != 0; rest &= rest - 1) {
                    int option = column[i][c][Integer.numberOfTrailingZeros(rest)];
                    if (option >= 0) {
                        int pool = model.pool(option);
                        if (poolStamp[pool] != stamp) {
                            poolStamp[pool] = stamp;
                            if (guide.worth(pool, Math.min(model.poolCapacity[pool], WORTH_ASKED)) > 0) {
                                touched[count++] = pool;
                            }
                        }
                    }
                }
            }
            touchedFrom[depth] = count;
        }
    }

    private void branch(SearchState state, int depth, boolean elsewhere) {
        if (depth == groups) {
            if (state.overload == 0
                    && (state.unplaced < bestWeight || (state.unplaced == bestWeight && state.micros < bestMicros))
                    && (!elsewhere || changed(0))) {
                bestWeight = state.unplaced;
                bestMicros = state.micros;
                System.arraycopy(trial, 0, chosen, 0, groups);
                found = true;
            }
            return;
        }
        int i = order[depth];
        var slices = guide.group(group[i]).slices;
        for (int c = 0; c < columns[i] && nodes < NODES_MAX; c++) {
            if (!promising(state, depth, price[i][c])) {
                break;
            }
            nodes++;
            int placed = putColumn(state, i, c);
            if (placed == mask[i]) {
                trial[i] = c;
                branch(state, depth + 1, elsewhere);
            }
            for (int rest = placed; rest != 0; rest &= rest - 1) {
                state.take(slices[Integer.numberOfTrailingZeros(rest)]);
            }
        }
    }

    /** Puts the options of a column while they fit; returns the slices that were put or are to stay unplaced. */
    private int putColumn(SearchState state, int i, int c) {
        int[] options = column[i][c];
        int placed = 0;
        for (int rest = mask[i]; rest != 0; rest &= rest - 1) {
            int at = Integer.numberOfTrailingZeros(rest);
            if (options[at] >= 0 && !state.fits(options[at])) {
                return placed;
            }
            state.put(guide.group(group[i]).slices[at], options[at]);
            placed |= 1 << at;
        }
        return placed;
    }

    /**
     * Whether a column of this price can be part of something better: cost so far, plus the least prices of those to
     * come, less all that they could be using.
     */
    private boolean promising(SearchState state, int depth, long value) {
        long bound = state.micros + value + leastBelow[depth + 1];
        for (int t = 0; t < touchedFrom[depth]; t++) {
            int pool = touched[t];
            bound -= guide.worth(pool, state.free(pool));
            if (bound < 0) {
                break;
            }
        }
        long least = state.unplaced - weightBelow[depth];
        return least < bestWeight || (least == bestWeight && bound < bestMicros);
    }

    private boolean changed(int i) {
        int[] options = column[i][trial[i]];
        for (int rest = mask[i]; rest != 0; rest &= rest - 1) {
            int at = Integer.numberOfTrailingZeros(rest);
            if (options[at] != before[i][at]) {
                return true;
            }
        }
        return false;
    }
}
