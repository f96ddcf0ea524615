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
 */
public record Answer(
        int @Nullable [] option, @Nullable Long boundMicros, double buildSeconds, double seconds, String note) {
    static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
