package org.tierwise.solver.search;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.cloner.SolutionCloner;
import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.model.PlacementModel;

/** What Timefold works on: the assignments, and beside them the arrays that the fast score and the moves read. */
@PlanningSolution(solutionCloner = PlacementSolution.Cloner.class)
public final class PlacementSolution {
    @PlanningEntityCollectionProperty
    public List<SliceAssignment> assignments = List.of();

    @PlanningScore
    public @Nullable HardMediumSoftScore score;

    @SuppressWarnings("NullAway.Init") // Timefold's no-argument constructor is never used for a real solution
    private PlacementModel model;

    @SuppressWarnings("NullAway.Init")
    private SearchPulse pulse;

    private @Nullable SearchState state;

    /** For Timefold. */
    PlacementSolution() {}

    PlacementSolution(PlacementModel model, int[] optionBySlice, SearchPulse pulse) {
        this.model = model;
        this.pulse = pulse;
        var all = new ArrayList<SliceAssignment>(model.slices);
        for (int slice = 0; slice < model.slices; slice++) {
            all.add(new SliceAssignment(model, slice, optionBySlice[slice]));
        }
        this.assignments = all;
    }

    PlacementModel model() {
        return model;
    }

    SearchPulse pulse() {
        return pulse;
    }

    /** Loads and sums of this working solution; there is none on a clone until it becomes the working solution. */
    SearchState state() {
        if (state == null) {
            throw new IllegalStateException("This solution is not the one that the search works on.");
        }
        return state;
    }

    /** The first calculator owns the working solution; those that Timefold makes to check it do not take it over. */
    void adopt(SearchState candidate) {
        if (state == null) {
            state = candidate;
        }
    }

    /** The chosen option of each slice, −1 where there is none. */
    int[] optionBySlice() {
        return assignments.stream().mapToInt(SliceAssignment::option).toArray();
    }

    /** Copies the decisions and shares everything else. */
    public static final class Cloner implements SolutionCloner<PlacementSolution> {
        @Override
        public PlacementSolution cloneSolution(PlacementSolution original) {
            var clone = new PlacementSolution();
            clone.model = original.model;
            clone.pulse = original.pulse;
            clone.score = original.score;
            var copies = new ArrayList<SliceAssignment>(original.assignments.size());
            for (var assignment : original.assignments) {
                copies.add(assignment.copy());
            }
            clone.assignments = copies;
            return clone;
        }
    }
}
