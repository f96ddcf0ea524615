package org.tierwise.solver.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an interrupted run goes on from.
 *
 * @param elapsedSeconds spent until then
 * @param assignment option id by slice id
 * @param objectiveMicros of the assignment, in micro-dollars a month; missing in one of an older version
 */
record SolveCheckpoint(
        double elapsedSeconds,
        Map<String, String> assignment,
        @Nullable Long objectiveMicros) {
    static final SolveCheckpoint NONE = new SolveCheckpoint(0, Map.of(), null);

    SolveCheckpoint {
        assignment = Map.copyOf(assignment);
    }
}
