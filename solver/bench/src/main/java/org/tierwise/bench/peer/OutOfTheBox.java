package org.tierwise.bench.peer;

import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.solver.SolverConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tierwise.solver.model.PlacementModel;

/**
 * Timefold as one gets it: its default construction heuristic and local search over a plain model, no move or score of
 * our own. The Community edition runs one thread.
 */
final class OutOfTheBox {
    private OutOfTheBox() {}

    static Answer solve(Task task) {
        long began = System.nanoTime();
        TimefoldPlan problem = plan(task.model());
        SolverFactory<TimefoldPlan> factory = SolverFactory.create(new SolverConfig()
                .withSolutionClass(TimefoldPlan.class)
                .withEntityClasses(TimefoldSlice.class)
                .withConstraintProviderClass(TimefoldRules.class)
                .withRandomSeed(task.seed())
                .withTerminationSpentLimit(task.limit()));
        var solver = factory.buildSolver();
        double buildSeconds = Answer.secondsSince(began);
        began = System.nanoTime();
        TimefoldPlan best = solver.solve(problem);
        double seconds = Answer.secondsSince(began);
        if (best.score != null && best.score.hardScore() < 0) {
            return new Answer(null, null, buildSeconds, seconds, "only plans above a capacity");
        }
        int[] option = new int[best.slices.size()];
        Arrays.setAll(option, slice -> best.slices.get(slice).option());
        return new Answer(option, null, buildSeconds, seconds, "");
    }

    private static TimefoldPlan plan(PlacementModel model) {
        var pools = new TimefoldPool[model.pools];
        for (int pool = 0; pool < model.pools; pool++) {
            int site = model.poolSite[pool];
            var place = new TimefoldPool.Site(site, model.siteOpenMicros[site]);
            pools[pool] = new TimefoldPool(pool, model.poolCapacity[pool], place);
        }
        List<TimefoldSlice> slices = new ArrayList<>(model.slices);
        for (int slice = 0; slice < model.slices; slice++) {
            var own = new ArrayList<TimefoldPool>(model.optionCount(slice));
            for (int at = model.sliceStart[slice]; at < model.sliceStart[slice + 1]; at++) {
                own.add(pools[model.pool(model.sliceOption[at])]);
            }
            slices.add(new TimefoldSlice(slice, model, own));
        }
        return new TimefoldPlan(slices);
    }
}
