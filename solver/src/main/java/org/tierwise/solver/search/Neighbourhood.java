package org.tierwise.solver.search;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.tierwise.solver.model.PlacementModel;

/**
 * Proposes changes to the working state; the state is left as it was. Most proposals free a few slices of a few groups
 * and place them again as well as possible; the others are small and quick. Further kinds of moves are further methods
 * in {@link #propose}.
 */
final class Neighbourhood {
    private static final int ATTEMPTS = 40;
    private static final int SMALL = 12;
    private static final int REGROUP_PERCENT = 80;

    private final PlacementModel model;
    private final Shortlist shortlist;
    private final RegroupMoves regroup;
    private final SmallMoves small;
    private final SiteMoves site;
    private final int[] movable;
    private final int regroupPercent;
    private final int scrambleFrom;

    Neighbourhood(Tools tools) {
        model = tools.model();
        shortlist = tools.shortlist();
        regroup = new RegroupMoves(tools);
        small = new SmallMoves(tools);
        site = new SiteMoves(tools);
        movable = IntStream.range(0, model.slices)
                .filter(slice -> model.optionCount(slice) > 0)
                .toArray();
        // In a small problem chance finds what no method does; in a large one it finds nothing.
        scrambleFrom = movable.length <= SMALL ? 75 : 99;
        regroupPercent = regroup.isEmpty() ? 0 : REGROUP_PERCENT;
    }

    boolean isEmpty() {
        return movable.length == 0;
    }

    /**
     * Always proposes something that differs from the state, even if it cannot be good.
     *
     * @param tolerance how much dearer than now a proposal of a regrouping may be, in micro-dollars
     */
    void propose(SearchState state, long tolerance, RandomGenerator random, Proposal proposal) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            proposal.clear();
            int kind = random.nextInt(100);
            if (kind >= scrambleFrom) {
                scramble(state, random, proposal);
            } else if (kind < regroupPercent) {
                regroup.propose(state, tolerance, random, proposal);
            } else if (model.openingCosts && kind % 8 == 0) {
                site.propose(state, random, proposal);
            } else {
                small.propose(state, movable[random.nextInt(movable.length)], tolerance, random, proposal);
            }
            if (proposal.count > 0) {
                return;
            }
        }
        anything(state, random, proposal);
    }

    /**
     * A few slices anywhere at all. Rarely good, but where rules leave islands of plans it is the way from one to the
     * next.
     */
    private void scramble(SearchState state, RandomGenerator random, Proposal proposal) {
        int count = 2 + random.nextInt(3);
        int start = random.nextInt(movable.length);
        int stride = 1 + random.nextInt(movable.length);
        for (int i = 0; i < Math.min(count, movable.length); i++) {
            int slice = movable[(int) ((start + (long) i * stride) % movable.length)];
            int pick = random.nextInt(model.optionCount(slice) + 1) - 1;
            int option = pick < 0 ? -1 : model.sliceOption[model.sliceStart[slice] + pick];
            boolean known = false;
            for (int at = 0; at < proposal.count; at++) {
                known |= proposal.slices[at] == slice;
            }
            if (!known && option != state.option[slice]) {
                proposal.add(slice, option);
            }
        }
    }

    /** Some change of some slice, whatever it is worth. */
    private void anything(SearchState state, RandomGenerator random, Proposal proposal) {
        int slice = movable[random.nextInt(movable.length)];
        int[] options = shortlist.of(slice);
        int option = options[random.nextInt(options.length)];
        proposal.clear();
        proposal.add(slice, option == state.option[slice] ? -1 : option);
    }
}
