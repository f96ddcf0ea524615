package org.tierwise.solver.tradeoff;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many prices are tried and how long: a time for all together, or a number of steps for each, which is repeatable.
 *
 * @param points prices, 2 or more
 * @param time for all that are still to do; missing for steps
 * @param steps of the search at each price; 0 with a time
 */
public record SweepLimits(int points, @Nullable Duration time, long steps, long seed) {
    public SweepLimits {
        if (points < 2) {
            throw new IllegalArgumentException("The number of points (" + points + ") must be at least 2.");
        }
    }

    public static SweepLimits ofTime(int points, Duration time, long seed) {
        return new SweepLimits(points, time, 0, seed);
    }

    public static SweepLimits ofSteps(int points, long steps, long seed) {
        return new SweepLimits(points, null, steps, seed);
    }
}
