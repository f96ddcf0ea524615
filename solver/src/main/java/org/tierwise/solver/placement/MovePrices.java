package org.tierwise.solver.placement;

import java.util.Arrays;
import java.util.HashMap;
import org.tierwise.solver.problem.DemandSlice;
import org.tierwise.solver.problem.PlacementOption;
import org.tierwise.solver.problem.PlacementProblem;

/**
 * The price of leaving the place that a slice had in the baseline. A slice that cannot stay, because its place is gone or
 * no option any more, moves for nothing: nobody decides that.
 */
final class MovePrices {
    private final long price;
    private final int[] poolBefore;

    private MovePrices(long price, int[] poolBefore) {
        this.price = price;
        this.poolBefore = poolBefore;
    }

    static MovePrices of(PlacementProblem problem) {
        int[] before = new int[problem.slices().size()];
        Arrays.fill(before, -1);
        var baseline = problem.rules().baseline();
        if (baseline == null) {
            return new MovePrices(0, before);
        }
        var poolOfOption = new HashMap<String, Integer>();
        problem.pools().forEach(pool -> poolOfOption.put(pool.at().optionId(), pool.index()));
        for (var slice : problem.slices()) {
            var had = baseline.assignment().get(slice.slice().id());
            int pool = had == null ? -1 : poolOfOption.getOrDefault(had, -1);
            if (slice.options().stream().anyMatch(option -> option.pool() == pool)) {
                before[slice.index()] = pool;
            }
        }
        return new MovePrices(baseline.pricePerMove().micros(), before);
    }

    /** In the objective, not a cost. */
    long micros(DemandSlice slice, PlacementOption option) {
        int before = poolBefore[slice.index()];
        return before < 0 || before == option.pool() ? 0 : price;
    }
}
