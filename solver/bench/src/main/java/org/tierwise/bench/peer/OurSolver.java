package org.tierwise.bench.peer;

import java.util.Arrays;
import org.tierwise.solver.model.PlacementModel;

/** Tierwise itself: all that this module knows of how our search is called. */
final class OurSolver {
    private OurSolver() {}

    static Answer solve(Task task) {
        long began = System.nanoTime();
        int[] option = greedy(task.model());
        return new Answer(option, null, 0, Answer.secondsSince(began), "greedy placeholder");
    }

    /** Slices by falling need, each where it adds least. */
    private static int[] greedy(PlacementModel model) {
        long[] free = model.poolCapacity.clone();
        long[] load = new long[model.cells];
        int[] members = new int[model.cells];
        boolean[] open = new boolean[model.sites];
        int[] option = new int[model.slices];
        Arrays.fill(option, -1);
        var order = new Integer[model.slices];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compare(need(model, b), need(model, a)));
        for (int slice : order) {
            long least = Long.MAX_VALUE;
            for (int at = model.sliceStart[slice]; at < model.sliceStart[slice + 1]; at++) {
                int candidate = model.sliceOption[at];
                int cell = model.optionCell[candidate];
                int pool = model.cellPool[cell];
                long more = more(model, candidate, load[cell], members[cell]);
                long micros = model.optionMicros[candidate]
                        + more * model.cellReplicaMicros[cell]
                        + (open[model.poolSite[pool]] ? 0 : model.siteOpenMicros[model.poolSite[pool]]);
                if (more * model.cellAccelerators[cell] <= free[pool] && micros < least) {
                    least = micros;
                    option[slice] = candidate;
                }
            }
            int chosen = option[slice];
            if (chosen >= 0) {
                int cell = model.optionCell[chosen];
                free[model.cellPool[cell]] -= more(model, chosen, load[cell], members[cell]) * model.cellAccelerators[cell];
                load[cell] += model.optionLoad[chosen];
                members[cell]++;
                open[model.poolSite[model.cellPool[cell]]] = true;
            }
        }
        return option;
    }

    private static long more(PlacementModel model, int option, long load, int members) {
        return PlacementModel.replicas(load + model.optionLoad[option], members + 1)
                - PlacementModel.replicas(load, members);
    }

    private static long need(PlacementModel model, int slice) {
        int from = model.sliceStart[slice];
        if (from == model.sliceStart[slice + 1]) {
            return 0;
        }
        int option = model.sliceOption[from];
        return PlacementModel.replicas(model.optionLoad[option], 1) * model.cellAccelerators[model.optionCell[option]];
    }
}
