package org.tierwise.solver.search;

import ai.timefold.solver.core.preview.api.domain.metamodel.PlanningVariableMetaModel;
import ai.timefold.solver.core.preview.api.move.Move;
import ai.timefold.solver.core.preview.api.move.MutableSolutionView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives new options to some slices at once. Timefold undoes it by itself. */
final class ReassignMove implements Move<PlacementSolution> {
    private final PlanningVariableMetaModel<PlacementSolution, SliceAssignment, Integer> variable;
    private final SliceAssignment[] assignments;
    private final @Nullable Integer[] positions;

    ReassignMove(
            PlanningVariableMetaModel<PlacementSolution, SliceAssignment, Integer> variable,
            SliceAssignment[] assignments,
            @Nullable Integer[] positions) {
        this.variable = variable;
        this.assignments = assignments;
        this.positions = positions;
    }

    @Override
    @SuppressWarnings("NullAway") // a variable that allows unassigned takes null, which Timefold's signature leaves out
    public void execute(MutableSolutionView<PlacementSolution> view) {
        for (int i = 0; i < assignments.length; i++) {
            view.changeVariable(variable, assignments[i], positions[i]);
        }
    }

    @Override
    public String toString() {
        return List.of(assignments).toString();
    }
}
