package org.tierwise.solver.search;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a solve ends: after a time, or after a number of moves, which is repeatable; and before that when the plan is
 * proven to be as near to the best as was asked for.
 *
 * @param time missing for a number of moves
 * @param steps moves of each search; 0 with a time
 * @param gapTarget part of the bound, 0 to end only when the plan is proven to be the best
 */
public record ModelLimits(@Nullable Duration time, long steps, double gapTarget) {
    public static ModelLimits ofTime(Duration time) {
        return new ModelLimits(time, 0, 0);
    }

    public static ModelLimits ofSteps(long steps) {
        return new ModelLimits(null, steps, 0);
    }

    public ModelLimits withGapTarget(double part) {
        return new ModelLimits(time, steps, part);
    }
}
