package org.tierwise.solver.search;

/**
 * The best assignment so far.
 *
 * @param option the model's option of each slice, −1 where it is unplaced; not to be changed
 * @param unplacedWeight weight of the demand that is not placed
 * @param objectiveMicros money of the objective, in micro-dollars
 */
public record Incumbent(int[] option, long unplacedWeight, long objectiveMicros) {
    static Incumbent of(SearchState state) {
        return new Incumbent(state.option.clone(), state.unplaced, state.micros);
    }

    /** Less demand unplaced, or as much and cheaper. */
    public boolean isBetterThan(Incumbent other) {
        return unplacedWeight < other.unplacedWeight
                || (unplacedWeight == other.unplacedWeight && objectiveMicros < other.objectiveMicros);
    }
}
