package org.tierwise.solver.placement;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a search ends. With steps the result is repeatable; with time it depends on the machine.
 *
 * @param steps steps of the search; missing for a time limit
 * @param time longest time; also with steps a safety net is not applied, so that equal inputs give equal plans
 */
public record SearchLimits(@Nullable Long steps, @Nullable Duration time, long seed) {
    public static SearchLimits ofTime(Duration time, long seed) {
        return new SearchLimits(null, time, seed);
    }

    public static SearchLimits ofSteps(long steps, long seed) {
        return new SearchLimits(steps, null, seed);
    }
}
