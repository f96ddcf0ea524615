package org.tierwise.solver.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.tierwise.solver.bound.Guide;
import org.tierwise.solver.bound.ResidualPrices;
import org.tierwise.solver.model.PlacementModel;

/**
 * Makes a plan from prices: a few groups at a time take what they would take at the present prices, where there is
 * room; then the prices follow what is left. Dear groups go first, and those that found no room in an earlier dive
 * before them, so that repeated dives get better.
 */
final class Dive {
    /** Scans all cells each so many rounds: what is full must be replaced by what is not. */
    private static final int ROUNDS_PER_SCAN = 4;

    private static final double PRIORITY_OF_FAILURE = 3;

    private final PlacementModel model;
    private final Guide guide;
    private final Reinsertion reinsertion;
    private final Random random;
    private final double[] priority;
    private final int[] option;

    /** @param reinsertion places a group by itself when the prices have no way for it */
    Dive(PlacementModel model, Guide guide, Reinsertion reinsertion, long seed) {
        this.model = model;
        this.guide = guide;
        this.reinsertion = reinsertion;
        random = new Random(seed);
        priority = new double[model.groups];
        Arrays.fill(priority, 1);
        option = new int[model.slices];
    }

    /**
     * Fills what is not yet placed.
     *
     * @param steps how far the prices follow each time
     */
    void fill(SearchState state, ResidualPrices prices, int steps, Pace pace) {
        List<Integer> open = new ArrayList<>();
        for (int group = 0; group < model.groups; group++) {
            if (!guide.guides(group)) {
                continue;
            }
            if (isEmpty(state, group)) {
                open.add(group);
            } else {
                prices.close(group);
                complete(state, prices, group);
            }
        }
        for (int pool = 0; pool < model.pools; pool++) {
            leave(state, prices, pool);
        }
        int round = 0;
        while (!open.isEmpty()) {
            int before = open.size();
            open = placeSome(state, prices, order(open), (int) Math.ceil(open.size() * pace.part(open.size())));
            if (open.size() == before) {
                int stuck = open.remove(0);
                prices.close(stuck);
                placeStuck(state, prices, stuck);
            }
            if (!open.isEmpty() && !pace.over()) {
                prices.follow(steps);
                if (++round % ROUNDS_PER_SCAN == 0) {
                    prices.rescan();
                }
            }
        }
        for (int group = 0; group < model.groups; group++) {
            complete(state, prices, group);
        }
    }

    private boolean isEmpty(SearchState state, int group) {
        for (int slice : model.groupSlices[group]) {
            if (state.option[slice] >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Dear ones first, with some chance, so that dives differ. */
    private List<Integer> order(List<Integer> open) {
        double[] rank = new double[model.groups];
        for (int group : open) {
            long[] least = guide.group(group).least;
            rank[group] = priority[group] * least[least.length - 1] * (0.7 + 0.6 * random.nextDouble());
        }
        var ordered = new ArrayList<>(open);
        ordered.sort(Collections.reverseOrder((Integer a, Integer b) ->
                rank[a] == rank[b] ? Integer.compare(b, a) : Double.compare(rank[a], rank[b])));
        return ordered;
    }

    /** Returns those that are still open. */
    private List<Integer> placeSome(SearchState state, ResidualPrices prices, List<Integer> ordered, int most) {
        var left = new ArrayList<Integer>();
        int done = 0;
        for (int group : ordered) {
            if (done < most && prices.column(group, option) && put(state, group)) {
                prices.close(group);
                leave(state, prices, group, option);
                done++;
            } else {
                left.add(group);
            }
        }
        return left;
    }

    private boolean put(SearchState state, int group) {
        int[] slices = guide.group(group).slices;
        int placed = 0;
        boolean fits = true;
        while (placed < slices.length && fits) {
            int chosen = option[slices[placed]];
            fits = chosen < 0 || state.fits(chosen);
            if (fits) {
                state.put(slices[placed++], chosen);
            }
        }
        while (!fits && placed > 0) {
            state.take(slices[--placed]);
        }
        return fits;
    }

    private void leave(SearchState state, ResidualPrices prices, int group, int[] optionBySlice) {
        for (int slice : guide.group(group).slices) {
            if (optionBySlice[slice] >= 0) {
                leave(state, prices, model.pool(optionBySlice[slice]));
            }
        }
    }

    private void leave(SearchState state, ResidualPrices prices, int pool) {
        if (model.poolCapacity[pool] < PlacementModel.NO_LIMIT) {
            prices.leave(pool, state.free(pool));
        }
    }

    private void placeStuck(SearchState state, ResidualPrices prices, int group) {
        priority[group] *= PRIORITY_OF_FAILURE;
        if (!reinsertion.place(state, group)) {
            complete(state, prices, group);
        }
        leave(state, prices, group, state.option);
    }

    /** The open slices of a group one by one, big ones first, each where it adds the least price. */
    private void complete(SearchState state, ResidualPrices prices, int group) {
        Arrays.stream(model.groupSlices[group])
                .filter(slice -> state.option[slice] < 0 && model.optionCount(slice) > 0)
                .boxed()
                .sorted((a, b) -> Long.compare(model.sliceWeight[b], model.sliceWeight[a]))
                .forEach(slice -> state.put(slice, cheapest(state, prices, slice)));
    }

    private int cheapest(SearchState state, ResidualPrices prices, int slice) {
        int cheapest = -1;
        long least = Long.MAX_VALUE;
        for (int i = model.sliceStart[slice]; i < model.sliceStart[slice + 1]; i++) {
            int candidate = model.sliceOption[i];
            if (state.fits(candidate)) {
                long price = prices.price(candidate, state.addedReplicas(candidate));
                if (price < least) {
                    least = price;
                    cheapest = candidate;
                }
            }
        }
        return cheapest;
    }
}
