package org.tierwise.solver.run;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.placement.Progress;

/**
 * How far a run is, as stored for the page.
 *
 * @param elapsedSeconds spent on it, earlier attempts included
 * @param bestCost per month, of the best plan so far
 * @param placed slices placed
 * @param unplaced slices not placed
 * @param provenCost what is proven so far: no plan can be cheaper than the best by more than the difference
 */
public record SolveProgress(
        Progress.Phase phase,
        double elapsedSeconds,
        Money bestCost,
        int placed,
        int unplaced,
        @Nullable Money provenCost) {
    /** A run that has been claimed and reads its inputs. */
    static final SolveProgress BEGUN = new SolveProgress(Progress.Phase.PREPARING, 0, Money.ZERO, 0, 0, null);

    /** The same plan in a run that goes on: what was proven of it has to be proven anew. */
    SolveProgress preparing(double elapsed) {
        return new SolveProgress(Progress.Phase.PREPARING, elapsed, bestCost, placed, unplaced, null);
    }
}
