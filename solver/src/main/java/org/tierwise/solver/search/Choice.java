package org.tierwise.solver.search;

import org.tierwise.solver.problem.PlacementOption;

/**
 * A value of the planning variable: one feasible option of one slice. Compared by identity, because comparing the
 * option's many components would cost more than the search itself.
 */
public final class Choice {
    /** Position among all options of all slices; see {@link SearchModel}. */
    final int id;

    private final PlacementOption option;

    Choice(int id, PlacementOption option) {
        this.id = id;
        this.option = option;
    }

    public PlacementOption option() {
        return option;
    }

    /** What the slice adds whatever the replicas: its own cost and the price of its latency, in micro-dollars. */
    long sliceMicros() {
        return Math.addExact(option.sliceCostMicros(), option.latencyPriceMicros());
    }

    @Override
    public String toString() {
        return "option " + id + " at pool " + option.pool();
    }
}
