package org.tierwise.solver.placement;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.Independence;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.search.ModelAnswer;
import org.tierwise.solver.search.ModelLimits;
import org.tierwise.solver.search.ModelSolver;
import org.tierwise.solver.search.ModelWatch;

/** What the cap on shares costs: the same problem is solved once more without it, from the plan within it. */
final class IndependencePrice {
    /** Part of the time that this gets; a search that starts from a good plan needs less. */
    private static final double PART = 0.3;

    private final PlacementProblem problem;
    private final ModelLimits limits;
    private final long seed;
    private final StopSignal stop;

    /** @param limits of both solves together */
    IndependencePrice(PlacementProblem problem, ModelLimits limits, long seed, StopSignal stop) {
        this.problem = problem;
        this.limits = limits;
        this.seed = seed;
        this.stop = stop;
    }

    /** What is left for the plan itself. Steps are for each solve. */
    static ModelLimits mainPart(ModelLimits limits) {
        return part(limits, 1 - PART);
    }

    private static ModelLimits part(ModelLimits limits, double part) {
        var time = limits.time();
        return time == null ? limits : ModelLimits.ofTime(Duration.ofNanos((long) (time.toNanos() * part)));
    }

    /** Missing if it was stopped, or if the cap left no plan at all to compare. */
    @Nullable
    Independence of(ModelAnswer within) {
        boolean nothing = true;
        for (int option : within.option()) {
            nothing &= option < 0;
        }
        if (nothing) {
            return null;
        }
        var free = ProblemModel.of(problem.with(problem.rules().withoutCap()));
        // The options have the same numbers: a cap takes none away.
        var without = ModelSolver.solve(
                free.model(),
                part(limits, PART),
                seed,
                new ModelWatch() {
                    @Override
                    public boolean stopRequested() {
                        return stop.stopRequested();
                    }
                },
                within.option(),
                null);
        if (stop.stopRequested()) {
            return null;
        }
        return new Independence(
                new Money(within.objectiveMicros()),
                new Money(within.lowerBoundMicros()),
                new Money(without.objectiveMicros()),
                new Money(without.lowerBoundMicros()),
                placed(without) - placed(within));
    }

    private static int placed(ModelAnswer answer) {
        int placed = 0;
        for (int option : answer.option()) {
            placed += option >= 0 ? 1 : 0;
        }
        return placed;
    }
}
