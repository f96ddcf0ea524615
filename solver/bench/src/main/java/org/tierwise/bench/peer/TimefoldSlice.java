package org.tierwise.bench.peer;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The planning entity of Timefold out of the box: a slice, which chooses one of its options or none. */
@PlanningEntity
public final class TimefoldSlice {
    public long weight;

    @ValueRangeProvider
    public List<TimefoldOption> options = List.of();

    @PlanningVariable(allowsUnassigned = true)
    public @Nullable TimefoldOption option;

    /** For Timefold. */
    public TimefoldSlice() {}

    TimefoldSlice(long weight, List<TimefoldOption> options) {
        this.weight = weight;
        this.options = options;
    }

    TimefoldOption chosen() {
        if (option == null) {
            throw new IllegalStateException("The slice is unplaced.");
        }
        return option;
    }
}
