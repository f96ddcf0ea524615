package org.tierwise.solver.placement;

import java.util.Map;

/** Given the best assignment so far every few seconds, so that an interrupted job can go on from it. */
@FunctionalInterface
public interface CheckpointListener {
    /**
     * Called from the thread that solves; must return quickly.
     *
     * @param assignment option id (that of {@code PlacedAt}) by slice id; what is not placed is not in it
     */
    void reached(Map<String, String> assignment);

    CheckpointListener NONE = assignment -> {};
}
