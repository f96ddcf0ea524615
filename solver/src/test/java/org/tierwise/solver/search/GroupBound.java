package org.tierwise.solver.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.tierwise.solver.problem.PlacementOption;
import org.tierwise.solver.problem.PlacementProblem;

/**
 * No plan that places every slice with options costs less: the sum over serving groups of the cheapest way to spread
 * the group over pools of unlimited capacity. Exact per group, by a table over the subsets of its slices.
 */
final class GroupBound {
    private GroupBound() {}

    /** In micro-dollars, with the policy's price of latency. */
    static long micros(PlacementProblem problem) {
        long sum = 0;
        for (int group = 0; group < problem.groups(); group++) {
            sum += ofGroup(problem, group);
        }
        return sum;
    }

    private static long ofGroup(PlacementProblem problem, int group) {
        var slices = problem.slices().stream()
                .filter(slice -> slice.group() == group
                        && slice.blocked() == null
                        && !slice.options().isEmpty())
                .toList();
        int subsets = 1 << slices.size();
        Map<Integer, PlacementOption[]> byPool = new HashMap<>();
        for (int i = 0; i < slices.size(); i++) {
            for (var option : slices.get(i).options()) {
                byPool.computeIfAbsent(option.pool(), pool -> new PlacementOption[slices.size()])[i] = option;
            }
        }
        long[] least = new long[subsets];
        Arrays.fill(least, Long.MAX_VALUE / 4);
        least[0] = 0;
        for (var options : byPool.values()) {
            long[] here = new long[subsets];
            for (int subset = 1; subset < subsets; subset++) {
                here[subset] = together(options, subset);
            }
            // Largest first: what is read has not been changed for this pool.
            for (int all = subsets - 1; all > 0; all--) {
                for (int subset = all; subset > 0; subset = (subset - 1) & all) {
                    least[all] = Math.min(least[all], least[all ^ subset] + here[subset]);
                }
            }
        }
        return least[subsets - 1];
    }

    private static long together(PlacementOption[] options, int subset) {
        long load = 0;
        long micros = 0;
        long replica = 0;
        for (int i = 0; i < options.length; i++) {
            if ((subset & (1 << i)) != 0) {
                if (options[i] == null) {
                    return Long.MAX_VALUE / 4;
                }
                load += options[i].loadMicros();
                micros += options[i].sliceCostMicros() + options[i].latencyPriceMicros();
                replica = options[i].replicaCostMicros();
            }
        }
        return micros + replica * Math.max(1, Math.ceilDiv(load, SearchModel.REPLICA_MICROS));
    }
}
