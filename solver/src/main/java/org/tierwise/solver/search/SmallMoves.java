package org.tierwise.solver.search;

import java.util.random.RandomGenerator;
import org.tierwise.solver.model.PlacementModel;

/** One slice elsewhere, two slices in exchange, or all that a group has at one pool. */
final class SmallMoves {
    /** Proposals go to options whose price is dearer by so many times what is tolerated, on average. */
    private static final double REACH = 4;

    private final PlacementModel model;
    private final Shortlist shortlist;
    private long reach;

    SmallMoves(Tools tools) {
        model = tools.model();
        shortlist = tools.shortlist();
    }

    void propose(SearchState state, int slice, long tolerance, RandomGenerator random, Proposal proposal) {
        reach = (long) (-Math.log(1 - random.nextDouble()) * REACH * tolerance);
        int kind = random.nextInt(100);
        if (kind < 35) {
            shift(state, slice, random, proposal);
        } else if (kind < 80) {
            swap(state, slice, random, proposal);
        } else {
            moveCell(state, slice, random, proposal);
        }
    }

    /** One slice to another option that has room. */
    private void shift(SearchState state, int slice, RandomGenerator random, Proposal proposal) {
        int to = target(state, slice, random);
        if (to < 0 || to == state.option[slice]) {
            return;
        }
        int from = state.option[slice];
        state.take(slice);
        if (state.fits(to)) {
            proposal.add(slice, to);
        }
        state.put(slice, from);
    }

    /** A slice goes where it would like to be, and one that is there takes its place or goes where it likes best. */
    private void swap(SearchState state, int slice, RandomGenerator random, Proposal proposal) {
        int mine = state.option[slice];
        int to = target(state, slice, random);
        if (to < 0 || to == mine) {
            return;
        }
        int pool = model.pool(to);
        int count = state.poolCellCount[pool];
        if (count == 0) {
            return;
        }
        int other = memberOf(state, state.poolCells[pool][random.nextInt(count)], random);
        int theirs = other < 0 ? -1 : state.option[other];
        if (other < 0 || other == slice || theirs < 0) {
            return;
        }
        state.take(slice);
        state.take(other);
        if (state.fits(to)) {
            state.put(slice, to);
            int back = mine < 0 ? -1 : model.optionAtPool(other, model.pool(mine));
            if (back < 0 || !state.fits(back) || random.nextInt(3) == 0) {
                int elsewhere = near(state, other, random);
                back = elsewhere < 0 ? back : elsewhere;
            }
            if (back >= 0 && back != theirs && state.fits(back)) {
                proposal.add(slice, to);
                proposal.add(other, back);
            }
            state.take(slice);
        }
        state.put(other, theirs);
        state.put(slice, mine);
    }

    /** Everything that a group has at one pool goes to another pool, as far as it may. */
    private void moveCell(SearchState state, int slice, RandomGenerator random, Proposal proposal) {
        int from = state.option[slice];
        int to = target(state, slice, random);
        if (from < 0 || to < 0 || model.optionCell[from] == model.optionCell[to]) {
            return;
        }
        int cell = model.optionCell[from];
        int goal = model.optionCell[to];
        long load = state.cellLoad[goal];
        for (int i = model.optionStart[cell]; i < model.optionStart[cell + 1]; i++) {
            int mate = model.optionSlice[i];
            int there = state.option[mate] == i ? model.optionAt(mate, goal) : -1;
            if (there >= 0) {
                proposal.add(mate, there);
                load += model.optionLoad.get(there);
            }
        }
        // The pools differ, so that their old accelerators do not count there.
        long added = PlacementModel.replicas(load, state.cellMembers[goal] + proposal.count) - state.replicas(goal);
        if (added * model.cellAccelerators[goal] > state.free(model.cellPool[goal])) {
            proposal.clear();
        }
    }

    private int target(SearchState state, int slice, RandomGenerator random) {
        int kind = random.nextInt(16);
        if (kind == 0) {
            return model.sliceOption[model.sliceStart[slice] + random.nextInt(model.optionCount(slice))];
        }
        if (kind < 5) {
            int[] mates = model.groupSlices[model.sliceGroup[slice]];
            int there = state.option[mates[random.nextInt(mates.length)]];
            if (there >= 0) {
                return model.optionAt(slice, model.optionCell[there]);
            }
        }
        return near(state, slice, random);
    }

    /** An option that is not much dearer, at the prices, than the present one; −1 if there is none. */
    private int near(SearchState state, int slice, RandomGenerator random) {
        int[] options = shortlist.of(slice);
        long[] excess = shortlist.excess(slice);
        int present = state.option[slice];
        long limit = reach;
        for (int i = 0; i < options.length; i++) {
            if (options[i] == present) {
                limit += excess[i];
            }
        }
        if (present < 0) {
            limit = Long.MAX_VALUE;
        }
        int count = 0;
        while (count < options.length && excess[count] <= limit) {
            count++;
        }
        return count == 0 ? -1 : options[random.nextInt(count)];
    }

    private int memberOf(SearchState state, int cell, RandomGenerator random) {
        int size = model.optionStart[cell + 1] - model.optionStart[cell];
        int start = random.nextInt(size);
        for (int i = 0; i < size; i++) {
            int option = model.optionStart[cell] + (start + i) % size;
            if (state.option[model.optionSlice[option]] == option) {
                return model.optionSlice[option];
            }
        }
        return -1;
    }
}
