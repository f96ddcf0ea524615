package org.tierwise.solver.search;

import org.tierwise.solver.bound.Multipliers;

/**
 * The best plan that was found, and the proof of how good it is.
 *
 * @param option the model's option of each slice, −1 where it is unplaced; not to be changed
 * @param unplacedWeight weight of the demand that is not placed
 * @param objectiveMicros money of the objective, in micro-dollars
 * @param lowerBoundMicros no plan that leaves no more unplaced has a lower objective
 * @param multipliers what proves it
 */
public record ModelAnswer(
        int[] option, long unplacedWeight, long objectiveMicros, long lowerBoundMicros, Multipliers multipliers) {
    /** Distance from the bound as a part of the bound; 0 if both are 0. */
    public double gap() {
        return objectiveMicros == lowerBoundMicros
                ? 0
                : (double) (objectiveMicros - lowerBoundMicros) / Math.max(1, Math.abs(lowerBoundMicros));
    }
}
