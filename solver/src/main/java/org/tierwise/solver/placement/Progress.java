package org.tierwise.solver.placement;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.pricing.Money;

/**
 * How far a run is: for people, at most a few times a second.
 *
 * @param bestCost of the best plan so far, a month
 * @param provenCost what is proven so far for a plan like the best: no plan can be cheaper by more than the difference;
 *     missing while nothing is proven
 */
public record Progress(
        Phase phase,
        Duration elapsed,
        Money bestCost,
        int placed,
        int unplaced,
        @Nullable Money provenCost) {
    /** The phases of a run, in order. */
    public enum Phase {
        PREPARING,
        CONSTRUCTING,
        SEARCHING,
        WRITING
    }
}
