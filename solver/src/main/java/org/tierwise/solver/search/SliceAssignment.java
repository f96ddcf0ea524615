package org.tierwise.solver.search;

import ai.timefold.solver.core.api.domain.common.PlanningId;
import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.valuerange.ValueRange;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeFactory;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.model.PlacementModel;

/** The decision for one demand slice: one of its options, or none. Mutable, because the search changes it in place. */
@PlanningEntity
public final class SliceAssignment {
    @PlanningId
    public int id;

    /**
     * A range of numbers, because Timefold keeps a copy of a list with an index over it, and those of all slices would
     * fill the memory.
     */
    @ValueRangeProvider
    public ValueRange<Integer> positions = ValueRangeFactory.createIntValueRange(0, 0);

    /** Position of the chosen option among those of the slice; missing if it is not placed. */
    @PlanningVariable(allowsUnassigned = true)
    public @Nullable Integer position;

    @SuppressWarnings("NullAway.Init") // Timefold's no-argument constructor is never used for a real assignment
    private PlacementModel model;

    /** For Timefold. */
    SliceAssignment() {}

    /** @param option of the model, or −1 */
    SliceAssignment(PlacementModel model, int slice, int option) {
        this.id = slice;
        this.model = model;
        this.positions = ValueRangeFactory.createIntValueRange(0, model.optionCount(slice));
        this.position = option < 0 ? null : model.position(option);
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

    /** Number of the chosen option in the model, or −1. */
    int option() {
        return position == null ? -1 : model.sliceOption[model.sliceStart[id] + position];
    }

    Choice chosen() {
        if (position == null) {
            throw new IllegalStateException("Slice (" + id + ") is not placed.");
        }
        return new Choice(model, option());
    }

    SliceAssignment copy() {
        return new SliceAssignment(model, id, option());
    }

    @Override
    public String toString() {
        return "slice " + id;
    }
}
