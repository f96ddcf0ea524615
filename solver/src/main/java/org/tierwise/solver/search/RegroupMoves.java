package org.tierwise.solver.search;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.tierwise.solver.bound.Guide;
import org.tierwise.solver.model.PlacementModel;

/**
 * Frees some slices of a few groups that are in each other's way and places them again together. Begins where the plan
 * is far from its bound: at a group with much excess, at a pool where dear accelerators lie idle, or at what is
 * unplaced. The next groups are those who stand where the first would like to be, or would like what it leaves.
 */
final class RegroupMoves {
    private static final int GROUPS_MORE = 3;
    private static final int TRIES = 24;
    private static final int SAMPLE = 4;
    private static final int WHOLE_GROUP_PERCENT = 15;

    /** More accelerators than this are free for other reasons than that nobody came. */
    static final int WORTH_MOST = 64;

    private final PlacementModel model;
    private final Guide guide;
    private final Fans fans;
    private final Reinsertion reinsertion;
    private final int[] guided;

    RegroupMoves(Tools tools) {
        model = tools.model();
        guide = tools.guide();
        fans = tools.fans();
        reinsertion = new Reinsertion(model, guide);
        guided = IntStream.range(0, model.groups).filter(guide::guides).toArray();
    }

    boolean isEmpty() {
        return guided.length == 0;
    }

    void propose(SearchState state, long tolerance, RandomGenerator random, Proposal proposal) {
        int most = 2 + random.nextInt(GROUPS_MORE);
        if (model.groups == model.slices) {
            most *= 2;
        }
        reinsertion.clear();
        free(state, begin(state, random), -1, random);
        for (int tries = 0; tries < TRIES && reinsertion.groups() < most; tries++) {
            int at = random.nextInt(reinsertion.groups());
            if (random.nextInt(4) > 0) {
                freeRival(state, wantedPool(at, random), random);
            } else {
                freeFan(state, at, random);
            }
        }
        boolean elsewhere = random.nextInt(8) > 0;
        long worse = elsewhere ? (long) (-Math.log(1 - random.nextDouble()) * tolerance) : 0;
        if (reinsertion.solve(state, elsewhere, worse)) {
            reinsertion.propose(proposal);
        }
    }

    private int begin(SearchState state, RandomGenerator random) {
        if (state.unplaced > 0 && random.nextBoolean()) {
            int start = random.nextInt(model.slices);
            for (int i = 0; i < model.slices; i++) {
                int slice = (start + i) % model.slices;
                if (state.option[slice] < 0 && guide.guides(model.sliceGroup[slice])) {
                    return model.sliceGroup[slice];
                }
            }
        }
        return random.nextInt(3) == 0 ? wantsIdle(state, random) : farFromLeast(state, random);
    }

    /** A group that would like a pool with idle accelerators of worth. */
    private int wantsIdle(SearchState state, RandomGenerator random) {
        int best = -1;
        double most = 0;
        for (int i = 0; i < 12; i++) {
            int pool = random.nextInt(model.pools);
            double worth = guide.worth(pool, Math.min(state.free(pool), WORTH_MOST));
            if (worth > most && fans.of(pool).length > 0) {
                most = worth;
                best = pool;
            }
        }
        return best < 0 ? guided[random.nextInt(guided.length)] : fans.of(best)[random.nextInt(fans.of(best).length)];
    }

    private int farFromLeast(SearchState state, RandomGenerator random) {
        int farthest = -1;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < 3; i++) {
            int group = guided[random.nextInt(guided.length)];
            long[] least = guide.group(group).least;
            long excess = reinsertion.priceNow(state, group) - least[least.length - 1];
            if (excess > most) {
                most = excess;
                farthest = group;
            }
        }
        return farthest;
    }

    /** A pool that a freed group would like, better ones more often. */
    private int wantedPool(int at, RandomGenerator random) {
        var own = guide.group(reinsertion.group(at));
        int set = reinsertion.mask(at);
        int block = own.first[set];
        while (random.nextBoolean() && (set ^ block) != 0) {
            set ^= block;
            block = own.first[set];
        }
        if (random.nextInt(4) == 0) {
            block = 1 + random.nextInt(own.least.length - 1) & reinsertion.mask(at);
        }
        int count = own.cells[block].length;
        double skewed = random.nextDouble();
        return count == 0 ? -1 : model.cellPool[own.cells[block][(int) (count * skewed * skewed * skewed)]];
    }

    private void freeRival(SearchState state, int pool, RandomGenerator random) {
        int count = pool < 0 ? 0 : state.poolCellCount[pool];
        if (count > 0) {
            int cell = loosest(state, pool, count, random);
            int rival = cell < 0 ? -1 : groupOf(cell);
            if (rival >= 0) {
                free(state, rival, cell, random);
            }
        }
    }

    /** Of a few cells at a pool the one whose slices could leave at least price; −1 if none may be freed. */
    private int loosest(SearchState state, int pool, int count, RandomGenerator random) {
        int loosest = -1;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < SAMPLE; i++) {
            int cell = state.poolCells[pool][random.nextInt(count)];
            int group = groupOf(cell);
            if (guide.guides(group) && !reinsertion.has(group)) {
                long price = priceOfLeaving(state, group, cell);
                if (price < least) {
                    least = price;
                    loosest = cell;
                }
            }
        }
        return loosest;
    }

    /** How much dearer the next best cell is for what the group has at this one. */
    private long priceOfLeaving(SearchState state, int group, int cell) {
        var own = guide.group(group);
        int block = 0;
        for (int i = 0; i < own.slices.length; i++) {
            int option = state.option[own.slices[i]];
            block |= option >= 0 && model.optionCell[option] == cell ? 1 << i : 0;
        }
        int[] cells = own.cells[block];
        long[] values = own.values[block];
        if (cells.length < 2) {
            return Long.MAX_VALUE / 2;
        }
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] == cell) {
                return values[i == 0 ? 1 : 0] - values[i];
            }
        }
        // It stands where it hardly wants to be.
        return values[0] - values[values.length - 1];
    }

    private int groupOf(int cell) {
        return model.sliceGroup[model.optionSlice[model.optionStart[cell]]];
    }

    /** A group that would like what a freed slice leaves. */
    private void freeFan(SearchState state, int at, RandomGenerator random) {
        int[] slices = guide.group(reinsertion.group(at)).slices;
        int option = state.option[slices[Integer.numberOfTrailingZeros(reinsertion.mask(at))]];
        if (option >= 0) {
            int pool = model.pool(option);
            int[] likes = fans.of(pool);
            if (likes.length > 0 && random.nextBoolean()) {
                int fan = likes[random.nextInt(likes.length)];
                if (!reinsertion.has(fan)) {
                    free(state, fan, -1, random);
                }
            } else {
                freeRival(state, pool, random);
            }
        }
    }

    /** Frees the whole group sometimes; else what it has at one cell, with what is unplaced, and a slice more or less. */
    private void free(SearchState state, int group, int cell, RandomGenerator random) {
        int[] slices = guide.group(group).slices;
        int all = (1 << slices.length) - 1;
        int mask = all;
        if (slices.length > 1 && random.nextInt(100) >= WHOLE_GROUP_PERCENT) {
            int at = state.option[slices[random.nextInt(slices.length)]];
            int from = cell >= 0 ? cell : at < 0 ? -1 : model.optionCell[at];
            mask = 0;
            for (int i = 0; i < slices.length; i++) {
                int option = state.option[slices[i]];
                mask |= option < 0 || model.optionCell[option] == from ? 1 << i : 0;
            }
            if (random.nextInt(3) == 0) {
                mask |= 1 << random.nextInt(slices.length);
            }
            if (random.nextInt(4) == 0 && Integer.bitCount(mask) > 1) {
                mask &= mask - 1;
            }
        }
        reinsertion.add(group, mask == 0 ? all : mask);
    }
}
