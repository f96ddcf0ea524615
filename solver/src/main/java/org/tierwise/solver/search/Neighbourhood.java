package org.tierwise.solver.search;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Proposes changes to the working state. A proposal is written to {@link #slices} and {@link #options}; the state is
 * left as it was. Proposals see whole replicas: they join a group's replicas, empty them, or free some slices of a few
 * groups and place them again by {@link BlockPlacement} (large-neighbourhood search). Further kinds of moves are
 * further methods in {@link #propose}.
 */
final class Neighbourhood {
    private static final int ATTEMPTS = 24;
    private static final int GROUPS_MAX = 3;
    private static final int OPTIONS_SEEN = 12;

    final int[] slices;
    final int[] options;
    int count;

    private final SearchModel model;
    private final CandidateCells cells;
    private final BlockPlacement blocks;
    private final ExactPlacement exact;
    private final int[][] few = new int[ExactPlacement.SLICES_MAX][ExactPlacement.OPTIONS_MAX];
    private final int[] fewCount = new int[ExactPlacement.SLICES_MAX];
    private final int[] poolStamp;
    private int stamp;
    private final int[] movable;
    private final int[] freed = new int[GROUPS_MAX * BlockPlacement.SLICES_MAX];
    private final int[] before = new int[GROUPS_MAX * BlockPlacement.SLICES_MAX];
    private final int[] chunk = new int[BlockPlacement.SLICES_MAX];
    private final int[] chosen = new int[BlockPlacement.SLICES_MAX];

    Neighbourhood(SearchModel model, CandidateCells cells) {
        this.model = model;
        this.cells = cells;
        blocks = new BlockPlacement(model);
        exact = new ExactPlacement(model);
        poolStamp = new int[model.pools];
        int largest = Arrays.stream(model.groupSlices)
                .mapToInt(mates -> mates.length)
                .max()
                .orElse(0);
        int most = Math.max(Math.max(largest, 2), freed.length);
        slices = new int[most];
        options = new int[most];
        movable = IntStream.range(0, model.slices)
                .filter(slice -> model.optionCount(slice) > 0)
                .toArray();
    }

    boolean isEmpty() {
        return movable.length == 0;
    }

    /** Always proposes something that differs from the state, even if it cannot be good. */
    void propose(SearchState state, RandomGenerator random) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            count = 0;
            int slice = movable[random.nextInt(movable.length)];
            int kind = random.nextInt(100);
            if (kind < 40) {
                change(state, slice, random);
            } else if (kind < 52) {
                swap(state, slice, random);
            } else if (kind < 66) {
                moveCell(state, slice, random);
            } else if (kind < 82) {
                replaceGroup(state, slice, random);
            } else if (kind < 86) {
                replaceExactly(state, slice, random);
            } else {
                replaceRivals(state, slice, random);
            }
            if (count > 0) {
                return;
            }
        }
        anything(state, random);
    }

    /** One slice to another option that has room. */
    private void change(SearchState state, int slice, RandomGenerator random) {
        int to = random.nextInt(3) == 0 ? beside(state, slice, random) : option(slice, random);
        if (to < 0 || to == state.option[slice]) {
            return;
        }
        int from = state.option[slice];
        state.take(slice);
        if (state.fits(to)) {
            add(slice, to);
        }
        state.put(slice, from);
    }

    /** Two slices change pools, if that leaves room for both. */
    private void swap(SearchState state, int slice, RandomGenerator random) {
        int other = movable[random.nextInt(movable.length)];
        int mine = state.option[slice];
        int theirs = state.option[other];
        if (other == slice || mine < 0 || theirs < 0 || model.pool(mine) == model.pool(theirs)) {
            return;
        }
        int to = optionAtPool(slice, model.pool(theirs));
        int back = optionAtPool(other, model.pool(mine));
        if (to < 0 || back < 0) {
            return;
        }
        state.take(slice);
        state.take(other);
        if (state.fits(to)) {
            state.put(slice, to);
            if (state.fits(back)) {
                add(slice, to);
                add(other, back);
            }
            state.take(slice);
        }
        state.put(other, theirs);
        state.put(slice, mine);
    }

    /** Everything that a group has at one pool goes to another pool, as far as it may. */
    private void moveCell(SearchState state, int slice, RandomGenerator random) {
        int from = state.option[slice];
        int to = random.nextBoolean() ? beside(state, slice, random) : option(slice, random);
        if (from < 0 || to < 0 || model.optionCell[from] == model.optionCell[to]) {
            return;
        }
        int cell = model.optionCell[from];
        int target = model.optionCell[to];
        for (int mate : model.groupSlices[model.sliceGroup[slice]]) {
            if (state.option[mate] >= 0 && model.optionCell[state.option[mate]] == cell) {
                int there = model.optionAt(mate, target);
                if (there >= 0) {
                    add(mate, there);
                }
            }
        }
        // Without taking them away first: the pools differ, so their old accelerators do not count there.
        long load = state.cellLoad[target];
        for (int i = 0; i < count; i++) {
            load += model.optionLoad[options[i]];
        }
        long added = SearchModel.replicas(load, state.cellMembers[target] + count) - state.replicas(target);
        if (added * model.cellAccelerators[target] > state.free(model.cellPool[target])) {
            count = 0;
        }
    }

    /** Some slices of one group are placed anew. */
    private void replaceGroup(SearchState state, int slice, RandomGenerator random) {
        int taken = free(state, model.sliceGroup[slice], -1, slice, 0, random);
        insert(state, taken, taken, random);
    }

    /** A slice wants a pool that is full or not; groups that are there make room, and all are placed anew. */
    private void replaceRivals(SearchState state, int slice, RandomGenerator random) {
        int wanted = option(slice, random);
        int pool = model.pool(wanted);
        int first = free(state, model.sliceGroup[slice], -1, slice, 0, random);
        int taken = first;
        int start = random.nextInt(movable.length);
        int rivals = 0;
        for (int i = 0; i < movable.length && rivals < GROUPS_MAX - 1; i++) {
            int other = movable[(start + i) % movable.length];
            if (model.sliceGroup[other] != model.sliceGroup[slice]
                    && state.option[other] >= 0
                    && model.pool(state.option[other]) == pool) {
                taken += free(state, model.sliceGroup[other], pool, other, taken, random);
                rivals++;
                if (random.nextBoolean()) {
                    break;
                }
            }
        }
        if (rivals == 0) {
            restore(state, taken);
            return;
        }
        insert(state, taken, first, random);
    }

    /** A few slices around the pools that one of them may use are placed anew, in the best way there is. */
    private void replaceExactly(SearchState state, int seed, RandomGenerator random) {
        stamp++;
        int slice = unplacedIfAny(state, seed, random);
        pick(state, slice, 0, random);
        int taken = 1;
        int start = random.nextInt(movable.length);
        for (int i = 0; i < movable.length && taken < ExactPlacement.SLICES_MAX; i++) {
            int other = movable[(start + i) % movable.length];
            int there = state.option[other];
            boolean near = there < 0 ? sharesPool(other) : poolStamp[model.pool(there)] == stamp;
            if (other != slice && near) {
                pick(state, other, taken++, random);
            }
        }
        for (int i = 0; i < taken; i++) {
            state.take(freed[i]);
        }
        exact.place(state, freed, taken, few, fewCount, chosen);
        restore(state, taken);
        for (int i = 0; i < taken; i++) {
            if (chosen[i] != before[i]) {
                add(freed[i], chosen[i]);
            }
        }
    }

    /** Notes a slice as freed and chooses which of its options are tried: its own, then pools that others look at. */
    private void pick(SearchState state, int slice, int at, RandomGenerator random) {
        freed[at] = slice;
        before[at] = state.option[slice];
        int size = model.optionCount(slice);
        int[] mine = few[at];
        int kept = 0;
        if (size <= mine.length) {
            for (int i = 0; i < size; i++) {
                mine[kept++] = model.optionStart[slice] + i;
            }
        } else {
            if (before[at] >= 0) {
                mine[kept++] = before[at];
            }
            while (kept < mine.length) {
                int candidate = option(slice, random);
                boolean known = false;
                for (int i = 0; i < kept; i++) {
                    known |= mine[i] == candidate;
                }
                if (!known) {
                    mine[kept++] = candidate;
                }
            }
        }
        fewCount[at] = kept;
        for (int i = 0; i < kept; i++) {
            poolStamp[model.pool(mine[i])] = stamp;
        }
    }

    private boolean sharesPool(int slice) {
        for (int i = 0; i < Math.min(OPTIONS_SEEN, model.optionCount(slice)); i++) {
            if (poolStamp[model.pool(model.optionRanked[model.optionStart[slice] + i])] == stamp) {
                return true;
            }
        }
        return false;
    }

    /** What is not placed needs help most. */
    private int unplacedIfAny(SearchState state, int slice, RandomGenerator random) {
        int start = random.nextInt(movable.length);
        for (int i = 0; i < Math.min(64, movable.length); i++) {
            int other = movable[(start + i) % movable.length];
            if (state.option[other] < 0) {
                return other;
            }
        }
        return slice;
    }

    /** Takes slices of a group away, this one first; with a pool only those that are there. */
    private int free(SearchState state, int group, int pool, int slice, int at, RandomGenerator random) {
        int[] mates = model.groupSlices[group];
        int taken = 0;
        freed[at] = slice;
        before[at] = state.option[slice];
        state.take(slice);
        taken++;
        int start = random.nextInt(mates.length);
        for (int i = 0; i < mates.length && taken < BlockPlacement.SLICES_MAX; i++) {
            int mate = mates[(start + i) % mates.length];
            if (mate == slice || model.optionCount(mate) == 0) {
                continue;
            }
            int option = state.option[mate];
            if (pool >= 0 && (option < 0 || model.pool(option) != pool)) {
                continue;
            }
            freed[at + taken] = mate;
            before[at + taken] = option;
            state.take(mate);
            taken++;
        }
        return taken;
    }

    /** Places the freed slices again, group by group; proposes the answer if it differs and keeps the capacities. */
    private void insert(SearchState state, int taken, int first, RandomGenerator random) {
        boolean everywhere = random.nextInt(16) == 0;
        // The first group goes first or last: who comes last finds less room.
        boolean firstGoesLast = first < taken && random.nextInt(4) == 0;
        double strength = random.nextInt(3) == 0 ? random.nextDouble() * 0.2 : 0;
        BlockPlacement.@Nullable Noise noise = strength == 0 ? null : () -> 1 + strength * random.nextDouble();
        boolean fits = true;
        int placed = 0;
        for (int done = 0; done < taken; ) {
            int from = firstGoesLast ? (done + first) % taken : done;
            int size = groupSize(from, from < first ? first : taken);
            System.arraycopy(freed, from, chunk, 0, size);
            int group = model.sliceGroup[chunk[0]];
            int[] where = everywhere ? cells.all(group) : cells.few(group);
            var unused = blocks.place(state, chunk, size, where, null, true, noise, chosen);
            for (int i = 0; i < size; i++) {
                int option = chosen[i];
                if (option >= 0 && !state.fits(option)) {
                    fits = false;
                    option = -1;
                }
                state.put(chunk[i], option);
                slices[placed] = chunk[i];
                options[placed++] = option;
            }
            done += size;
        }
        restore(state, taken);
        for (int i = 0; fits && i < placed; i++) {
            if (options[i] != state.option[slices[i]]) {
                add(slices[i], options[i]);
            }
        }
    }

    private int groupSize(int from, int end) {
        int to = from;
        while (to < end
                && to - from < BlockPlacement.SLICES_MAX
                && model.sliceGroup[freed[to]] == model.sliceGroup[freed[from]]) {
            to++;
        }
        return to - from;
    }

    private void restore(SearchState state, int taken) {
        for (int i = taken - 1; i >= 0; i--) {
            state.set(freed[i], before[i]);
        }
    }

    /** A cell where the group already is, with the option of this slice there; −1 if there is none. */
    private int beside(SearchState state, int slice, RandomGenerator random) {
        int[] mates = model.groupSlices[model.sliceGroup[slice]];
        int mate = mates[random.nextInt(mates.length)];
        int there = state.option[mate];
        return mate == slice || there < 0 ? -1 : model.optionAt(slice, model.optionCell[there]);
    }

    /** Cheap options often, any option sometimes. */
    private int option(int slice, RandomGenerator random) {
        int from = model.optionStart[slice];
        int size = model.optionCount(slice);
        if (random.nextInt(8) == 0) {
            return from + random.nextInt(size);
        }
        double skewed = random.nextDouble();
        return model.optionRanked[from + (int) (Math.min(size, 24) * skewed * skewed)];
    }

    private int optionAtPool(int slice, int pool) {
        int from = model.optionStart[slice];
        int to = model.optionStart[slice + 1] - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int at = model.pool(middle);
            if (at == pool) {
                return middle;
            }
            if (at < pool) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return -1;
    }

    /** When nothing sensible was found: a random slice to a random other option, or to none. */
    private void anything(SearchState state, RandomGenerator random) {
        count = 0;
        int slice = movable[random.nextInt(movable.length)];
        int now = state.option[slice];
        int size = model.optionCount(slice);
        int pick = random.nextInt(size + 1);
        int to = pick == size ? -1 : model.optionStart[slice] + pick;
        if (to == now) {
            to = now < 0 ? model.optionStart[slice] : -1;
        }
        add(slice, to);
    }

    private void add(int slice, int option) {
        slices[count] = slice;
        options[count++] = option;
    }
}
