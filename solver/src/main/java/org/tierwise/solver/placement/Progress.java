package org.tierwise.solver.placement;

import java.time.Duration;
import org.tierwise.catalog.pricing.Money;

/** How far a run is: for people, at most a few times a second. */
public record Progress(Phase phase, Duration elapsed, Money bestCost, int placed, int unplaced) {
    /** The phases of a run, in order. */
    public enum Phase {
        PREPARING,
        CONSTRUCTING,
        SEARCHING,
        WRITING
    }
}
