package org.tierwise.bench;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.model.PlacementModel;

/** Tries every plan of a tiny model. */
public final class BruteForce {
    private BruteForce() {}

    /** The cheapest plan that places everything, or nothing. */
    public static int @Nullable [] complete(PlacementModel model) {
        int[] best = null;
        int[] at = new int[model.slices];
        int[] option = new int[model.slices];
        for (int slice = 0; slice < model.slices; slice++) {
            if (model.optionCount(slice) == 0) {
                return null;
            }
        }
        while (true) {
            Arrays.setAll(option, slice -> model.sliceOption[model.sliceStart[slice] + at[slice]]);
            Verdict verdict = Verdict.of(model, option);
            if (verdict.broken() == null && (best == null || verdict.costMicros() < cost(model, best))) {
                best = option.clone();
            }
            int next = 0;
            while (next < model.slices && ++at[next] == model.optionCount(next)) {
                at[next++] = 0;
            }
            if (next == model.slices) {
                return best;
            }
        }
    }

    public static long cost(PlacementModel model, int[] option) {
        return Verdict.of(model, option).costMicros();
    }

    public static @Nullable String broken(PlacementModel model, int[] option) {
        return Verdict.of(model, option).broken();
    }
}
