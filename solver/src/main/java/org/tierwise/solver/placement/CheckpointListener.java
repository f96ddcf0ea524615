package org.tierwise.solver.placement;

import java.util.Map;
import org.tierwise.catalog.pricing.Money;

/** Given the best assignment so far every few seconds, so that an interrupted job can go on from it. */
@FunctionalInterface
public interface CheckpointListener {
    /**
     * Called from the thread that solves; must return quickly.
     *
     * @param assignment option id (that of {@code PlacedAt}) by slice id; what is not placed is not in it
     * @param objective of the assignment: the plan that comes out of a run that goes on from it is as good or better
     */
    void reached(Map<String, String> assignment, Money objective);

    CheckpointListener NONE = (assignment, objective) -> {};
}
