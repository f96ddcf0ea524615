package org.tierwise.solver.search;

/**
 * The best assignment so far.
 *
 * @param option the model's option of each slice, −1 where it is unplaced; not to be changed
 * @param overload how far it breaks the rules; 0 if it is a plan
 * @param unplacedWeight weight of the demand that is not placed
 * @param objectiveMicros money of the objective, in micro-dollars
 */
public record Incumbent(int[] option, long overload, long unplacedWeight, long objectiveMicros) {
    static Incumbent of(SearchState state) {
        return new Incumbent(state.option.clone(), state.overload, state.unplaced, state.micros);
    }

    /** Whether it keeps every rule. */
    public boolean isPlan() {
        return overload == 0;
    }

    /** Breaks the rules less; or as little, with less demand unplaced; or as much, and cheaper. */
    public boolean isBetterThan(Incumbent other) {
        if (overload != other.overload) {
            return overload < other.overload;
        }
        return unplacedWeight < other.unplacedWeight
                || (unplacedWeight == other.unplacedWeight && objectiveMicros < other.objectiveMicros);
    }
}
