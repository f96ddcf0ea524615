package org.tierwise.solver.run;

import java.util.Map;

/**
 * What an interrupted run goes on from.
 *
 * @param elapsedSeconds spent until then
 * @param assignment option id by slice id
 */
record SolveCheckpoint(double elapsedSeconds, Map<String, String> assignment) {
    static final SolveCheckpoint NONE = new SolveCheckpoint(0, Map.of());

    SolveCheckpoint {
        assignment = Map.copyOf(assignment);
    }
}
