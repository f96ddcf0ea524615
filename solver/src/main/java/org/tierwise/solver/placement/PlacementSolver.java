package org.tierwise.solver.placement;

import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.solver.placement.Progress.Phase;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.search.Incumbent;
import org.tierwise.solver.search.PlacementSearch;
import org.tierwise.solver.search.SearchLimit;

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
        var ticker = new ProgressTicker(problem, clock, listener, checkpoints);
        int[] given = positions(problem, warmStart);
        ticker.phase(Phase.PREPARING, nothing(problem));
        var search = new PlacementSearch(problem);
        ticker.phase(Phase.CONSTRUCTING, nothing(problem));
        var best = search.construct(given, () -> stop.stopRequested() || constructedLong(limits, ticker));
        ticker.phase(Phase.SEARCHING, best);
        best = search.improve(best, limit(limits, ticker), limits.seed(), stop::stopRequested, ticker::searching);
        ticker.phase(Phase.WRITING, best);
        ticker.checkpoint(best);
        return new PlanAssembler(problem, best.optionBySlice()).assemble(limits, clock.instant());
    }

    /** A time limit leaves at least two thirds to the search. */
    private static boolean constructedLong(SearchLimits limits, ProgressTicker ticker) {
        var time = limits.time();
        return time != null && ticker.elapsed().multipliedBy(3).compareTo(time) > 0;
    }

    /** What the construction took is part of the time that was asked for. */
    private static SearchLimit limit(SearchLimits limits, ProgressTicker ticker) {
        var steps = limits.steps();
        if (steps != null) {
            return new SearchLimit.OfMoves(steps);
        }
        var time = limits.time();
        if (time == null) {
            throw new IllegalArgumentException("A search needs a limit: steps or time.");
        }
        return new SearchLimit.OfTime(time.minus(ticker.elapsed()));
    }

    private static int[] positions(PlacementProblem problem, Map<String, String> assignment) {
        int[] positions = nothing(problem).optionBySlice();
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

    private static Incumbent nothing(PlacementProblem problem) {
        int[] none = new int[problem.slices().size()];
        Arrays.fill(none, -1);
        return new Incumbent(none, 0, 0);
    }
}
