package org.tierwise.solver.proof;

import java.util.List;
import org.tierwise.solver.bound.Multipliers;
import org.tierwise.solver.model.PlacementModel;

/**
 * All that is needed to check a plan and its bound.
 *
 * @param model with all feasible options
 * @param sliceIds id of the plan's slice for each slice of the model; a backup has the id of what it backs up
 * @param poolIds id of the plan's option (pool or managed offer) for each pool of the model
 * @param chosen the model's option of each slice, −1 where it is unplaced; not to be changed
 * @param besideMicros what the chosen option of each slice counts in the objective beside its cost, in micro-dollars:
 *     the price of its latency and of moving it; 0 where it is unplaced; not to be changed
 * @param multipliers what proves the bound
 * @param boundMicros the bound
 */
public record Certificate(
        PlacementModel model,
        List<String> sliceIds,
        List<String> poolIds,
        int[] chosen,
        long[] besideMicros,
        Multipliers multipliers,
        long boundMicros) {
    public Certificate {
        sliceIds = List.copyOf(sliceIds);
        poolIds = List.copyOf(poolIds);
        if (sliceIds.size() != model.slices
                || poolIds.size() != model.pools
                || chosen.length != model.slices
                || besideMicros.length != model.slices) {
            throw new IllegalArgumentException("The parts of the certificate do not fit its model.");
        }
    }
}
