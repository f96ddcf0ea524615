package org.tierwise.solver.search;

import org.tierwise.solver.bound.Guide;
import org.tierwise.solver.model.Cheapest;
import org.tierwise.solver.model.PlacementModel;

/** For each slice its best options by price, each with the replicas it would need alone. Immutable. */
final class Shortlist {
    private static final int LENGTH = 24;

    private final int[][] options;
    private final long[][] excess;

    Shortlist(PlacementModel model, Guide guide) {
        options = new int[model.slices][];
        excess = new long[model.slices][];
        var best = new Cheapest(LENGTH);
        for (int slice = 0; slice < model.slices; slice++) {
            best.clear();
            for (int i = model.sliceStart[slice]; i < model.sliceStart[slice + 1]; i++) {
                int option = model.sliceOption[i];
                best.offer(option, guide.price(option, PlacementModel.replicas(model.optionLoad.get(option), 1), 0));
            }
            options[slice] = best.items();
            excess[slice] = new long[best.size()];
            for (int rank = 0; rank < best.size(); rank++) {
                excess[slice][rank] = (long) (best.value(rank) - best.value(0));
            }
        }
    }

    /** How far the price of each of {@link #of} is above that of the first. */
    long[] excess(int slice) {
        return excess[slice];
    }

    /** Best first. */
    int[] of(int slice) {
        return options[slice];
    }
}
