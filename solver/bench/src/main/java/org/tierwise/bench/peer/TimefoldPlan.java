package org.tierwise.bench.peer;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The planning solution of Timefold out of the box. */
@PlanningSolution
public final class TimefoldPlan {
    @PlanningEntityCollectionProperty
    public List<TimefoldSlice> slices = List.of();

    @PlanningScore
    public @Nullable HardMediumSoftScore score;

    /** For Timefold. */
    public TimefoldPlan() {}

    TimefoldPlan(List<TimefoldSlice> slices) {
        this.slices = slices;
    }
}
