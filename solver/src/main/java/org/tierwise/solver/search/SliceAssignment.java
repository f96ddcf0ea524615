package org.tierwise.solver.search;

import ai.timefold.solver.core.api.domain.common.PlanningId;
import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.model.PlacementModel;

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
    private PlacementModel model;

    /** For Timefold. */
    SliceAssignment() {}

    SliceAssignment(PlacementModel model, int slice, @Nullable Choice choice) {
        this.id = slice;
        this.model = model;
        this.choices = new Choices(model, slice);
        this.choice = choice;
    }

    PlacementModel model() {
        return model;
    }

    int group() {
        return model.sliceGroup[id];
    }

    /** The slice that must be in another failure domain, or −1. */
    int partner() {
        return model.slicePartner[id];
    }

    long weight() {
        return model.sliceWeight[id];
    }

    Choice chosen() {
        if (choice == null) {
            throw new IllegalStateException("Slice (" + id + ") is not placed.");
        }
        return choice;
    }

    SliceAssignment copy() {
        return new SliceAssignment(model, id, choice);
    }

    @Override
    public String toString() {
        return "slice " + id;
    }

    /** The options of a slice, made when they are asked for: all at once they would fill the memory. */
    private static final class Choices extends AbstractList<Choice> {
        private final PlacementModel model;
        private final int slice;

        Choices(PlacementModel model, int slice) {
            this.model = model;
            this.slice = slice;
        }

        @Override
        public Choice get(int index) {
            return new Choice(model, model.sliceOption[model.sliceStart[slice] + index]);
        }

        @Override
        public int size() {
            return model.optionCount(slice);
        }
    }
}
