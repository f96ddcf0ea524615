package org.tierwise.solver.placement;

import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.placement.Progress.Phase;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.search.Incumbent;
import org.tierwise.solver.search.ModelLimits;
import org.tierwise.solver.search.ModelSolver;
import org.tierwise.solver.search.ModelWatch;

/**
 * From a problem to a plan. Has no state: one instance may solve several problems at once, each on the thread that
 * calls. With a step limit, equal problems, seeds and limits give equal plans.
 */
public final class PlacementSolver {
    /** Solves from scratch, without checkpoints. */
    public PlacementPlan solve(
            PlacementProblem problem, SearchLimits limits, Clock clock, ProgressListener listener, StopSignal stop) {
        return solve(problem, limits, clock, listener, stop, Map.of(), CheckpointListener.NONE);
    }

    /**
     * Blocks until the limit is reached or {@code stop} asks to keep the best plan so far, which takes at most a moment.
     *
     * @param warmStart option id by slice id, as a checkpoint gave it; what it does not name, or what no longer exists
     *     or fits, is decided anew. The plan is never worse than it. Empty to start from scratch
     * @param checkpoints given the best assignment now and then, and once at the end
     */
    public PlacementPlan solve(
            PlacementProblem problem,
            SearchLimits limits,
            Clock clock,
            ProgressListener listener,
            StopSignal stop,
            Map<String, String> warmStart,
            CheckpointListener checkpoints) {
        var model = ProblemModel.of(problem);
        var ticker = new ProgressTicker(model, listener, checkpoints);
        var rules = problem.rules();
        var baseline = rules.baseline();
        var start = warmStart.isEmpty() && baseline != null ? baseline.assignment() : warmStart;
        int[] given = model.options(positions(problem, start));
        var main = rules.providerCapPercent() == null ? limits(limits) : IndependencePrice.mainPart(limits(limits));
        ticker.phase(Phase.PREPARING);
        var answer = ModelSolver.solve(
                model.model(), main, limits.seed(), new Follower(ticker, stop), start.isEmpty() ? null : given, null);
        ticker.checkpoint(new Incumbent(answer.option(), 0, answer.unplacedWeight(), answer.objectiveMicros()));
        var independence = rules.providerCapPercent() == null || stop.stopRequested()
                ? null
                : new IndependencePrice(problem, limits(limits), limits.seed(), stop).of(answer);
        ticker.phase(Phase.WRITING);
        return new PlanAssembler(problem, model.positions(answer.option()))
                .assemble(
                        limits,
                        clock.instant(),
                        new Money(answer.lowerBoundMicros()),
                        model.proof(answer),
                        independence);
    }

    private static ModelLimits limits(SearchLimits limits) {
        var steps = limits.steps();
        if (steps != null) {
            return ModelLimits.ofSteps(steps);
        }
        var time = limits.time();
        if (time == null) {
            throw new IllegalArgumentException("A search needs a limit: steps or time.");
        }
        return ModelLimits.ofTime(time);
    }

    private static int[] positions(PlacementProblem problem, Map<String, String> assignment) {
        int[] positions = new int[problem.slices().size()];
        Arrays.fill(positions, -1);
        for (var slice : problem.slices()) {
            var wanted = assignment.get(slice.slice().id());
            for (int i = 0; wanted != null && i < slice.options().size(); i++) {
                int pool = slice.options().get(i).pool();
                if (problem.pools().get(pool).at().optionId().equals(wanted)) {
                    positions[slice.index()] = i;
                }
            }
        }
        return positions;
    }

    /** Tells people in their phases what the solver tells in its own. */
    private record Follower(ProgressTicker ticker, StopSignal stop) implements ModelWatch {
        @Override
        public void phase(ModelWatch.Phase phase) {
            switch (phase) {
                case PRICING, PROVING -> {}
                case CONSTRUCTING -> ticker.phase(Progress.Phase.CONSTRUCTING);
                case SEARCHING -> ticker.phase(Progress.Phase.SEARCHING);
            }
        }

        @Override
        public void progressed(Incumbent best, long boundMicros) {
            ticker.searching(best, boundMicros);
        }

        @Override
        public boolean stopRequested() {
            return stop.stopRequested();
        }
    }
}
