package org.tierwise.solver.search;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;

/** The fast score. It must equal that of {@link PlacementConstraints}, which says the same so that it can be read. */
public final class PlacementScore implements IncrementalScoreCalculator<PlacementSolution, HardMediumSoftScore> {
    @SuppressWarnings("NullAway.Init") // set by resetWorkingSolution before anything else is called
    private SearchState state;

    @Override
    public void resetWorkingSolution(PlacementSolution solution) {
        state = new SearchState(solution.model());
        for (var assignment : solution.assignments) {
            put(assignment);
        }
        solution.adopt(state);
    }

    @Override
    public void beforeVariableChanged(Object entity, String variable) {
        state.take(((SliceAssignment) entity).id);
    }

    @Override
    public void afterVariableChanged(Object entity, String variable) {
        put((SliceAssignment) entity);
    }

    @Override
    public HardMediumSoftScore calculateScore() {
        return HardMediumSoftScore.of(-state.overload, -state.unplaced, -state.micros);
    }

    private void put(SliceAssignment assignment) {
        state.put(assignment.id, assignment.option());
    }
}
