package org.tierwise.bench.peer;

import org.jspecify.annotations.Nullable;

/**
 * What a contender found.
 *
 * @param option of each slice, or −1; nothing where there is no plan
 * @param boundMicros no plan costs less, as the contender says; nothing where it says nothing
 * @param buildSeconds for the contender's own model
 * @param seconds for solving
 * @param note how it ended, or nothing
 * @param claimedMicros what the contender says that the plan costs, if it says it exactly
 */
public record Answer(
        int @Nullable [] option,
        @Nullable Long boundMicros,
        double buildSeconds,
        double seconds,
        String note,
        @Nullable Long claimedMicros) {
    Answer(int @Nullable [] option, @Nullable Long boundMicros, double buildSeconds, double seconds, String note) {
        this(option, boundMicros, buildSeconds, seconds, note, null);
    }

    /** A contender that finds nothing in its time still has the plan that it was given. */
    Answer orHint(int @Nullable [] hint) {
        return option != null || hint == null
                ? this
                : new Answer(hint, boundMicros, buildSeconds, seconds, note + ", no more than the hint");
    }

    Answer claiming(long micros) {
        return new Answer(option, boundMicros, buildSeconds, seconds, note, micros);
    }

    static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
