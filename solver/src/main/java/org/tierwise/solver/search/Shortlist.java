package org.tierwise.solver.search;

import java.util.Arrays;
import org.tierwise.solver.bound.Guide;
import org.tierwise.solver.model.PlacementModel;

/** For each slice its best options by price, each with the replicas it would need alone. Immutable. */
final class Shortlist {
    private static final int LENGTH = 24;

    private final int[][] options;
    private final long[][] excess;

    Shortlist(PlacementModel model, Guide guide) {
        options = new int[model.slices][];
        excess = new long[model.slices][];
        int[] best = new int[LENGTH];
        long[] price = new long[LENGTH];
        for (int slice = 0; slice < model.slices; slice++) {
            int count = 0;
            for (int i = model.sliceStart[slice]; i < model.sliceStart[slice + 1]; i++) {
                int option = model.sliceOption[i];
                long value = guide.price(option, PlacementModel.replicas(model.optionLoad.get(option), 1), 0);
                if (count < LENGTH || value < price[LENGTH - 1]) {
                    int at = Math.min(count, LENGTH - 1);
                    while (at > 0 && price[at - 1] > value) {
                        price[at] = price[at - 1];
                        best[at] = best[at - 1];
                        at--;
                    }
                    price[at] = value;
                    best[at] = option;
                    count = Math.min(LENGTH, count + 1);
                }
            }
            options[slice] = Arrays.copyOf(best, count);
            excess[slice] = new long[count];
            for (int i = 0; i < count; i++) {
                excess[slice][i] = price[i] - price[0];
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
