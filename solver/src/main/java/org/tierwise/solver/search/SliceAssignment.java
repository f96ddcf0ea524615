package org.tierwise.solver.search;

import ai.timefold.solver.core.api.domain.common.PlanningId;
import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.problem.DemandSlice;

/** The decision for one demand slice: one of its options, or none. Mutable, because the search changes it in place. */
@PlanningEntity
public final class SliceAssignment {
    @PlanningId
    public int id;

    @ValueRangeProvider
    public List<Choice> choices = List.of();

    @PlanningVariable(allowsUnassigned = true)
    public @Nullable Choice choice;

    @SuppressWarnings("NullAway.Init") // Timefold's no-argument constructor is never used for a real assignment
    private DemandSlice slice;

    /** For Timefold. */
    SliceAssignment() {}

    SliceAssignment(DemandSlice slice, List<Choice> choices, @Nullable Choice choice) {
        this.id = slice.index();
        this.slice = slice;
        this.choices = choices;
        this.choice = choice;
    }

    DemandSlice slice() {
        return slice;
    }

    int group() {
        return slice.group();
    }

    Choice chosen() {
        if (choice == null) {
            throw new IllegalStateException("Slice (" + slice.slice().id() + ") is not placed.");
        }
        return choice;
    }

    SliceAssignment copy() {
        return new SliceAssignment(slice, choices, choice);
    }

    @Override
    public String toString() {
        return slice.slice().id();
    }
}
