package org.tierwise.bench.peer;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.model.PlacementModel;

/** The planning entity of Timefold out of the box: a slice, which chooses one of its pools or none. */
@PlanningEntity
public final class TimefoldSlice {
    @ValueRangeProvider
    public List<TimefoldPool> pools = List.of();

    @PlanningVariable(allowsUnassigned = true)
    public @Nullable TimefoldPool pool;

    private final int index;
    private final @Nullable PlacementModel model;

    /** For Timefold. */
    public TimefoldSlice() {
        index = -1;
        model = null;
    }

    TimefoldSlice(int index, PlacementModel model, List<TimefoldPool> pools) {
        this.index = index;
        this.model = model;
        this.pools = pools;
    }

    TimefoldPool placedAt() {
        if (pool == null) {
            throw new IllegalStateException("Slice (" + index + ") is unplaced.");
        }
        return pool;
    }

    /** The chosen option in the model, or −1. */
    int option() {
        return pool == null ? -1 : model().optionAtPool(index, pool.index());
    }

    Cell cell() {
        int cell = model().optionCell[option()];
        return new Cell(
                cell,
                placedAt(),
                model().cellAccelerators[cell],
                model().cellReplicaMicros.get(cell));
    }

    long load() {
        return model().optionLoad.get(option());
    }

    long micros() {
        return model().optionMicros[option()];
    }

    long weight() {
        return model().sliceWeight[index];
    }

    private PlacementModel model() {
        if (model == null) {
            throw new IllegalStateException("Timefold made this slice for itself.");
        }
        return model;
    }

    /** A serving group at a pool. */
    record Cell(int index, TimefoldPool pool, int accelerators, long replicaMicros) {
        /** By its number alone: it says the rest. */
        @Override
        public int hashCode() {
            return index;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Cell cell && cell.index == index;
        }
    }
}
