package org.tierwise.solver.search;

import java.util.function.BooleanSupplier;

/**
 * How much of what is open a dive places between two changes of the prices: the less, the better the dive, and the longer
 * it takes. Without a limit of time always the same.
 */
final class Pace {
    /** What has been seen to be good enough. */
    static final double USUAL = 0.015;

    static final double LEAST = 0.008;
    private static final double MOST = 0.5;

    /** Rounds become shorter, the fewer groups are open. */
    private static final double NEXT_ROUNDS = 0.35;

    /** Rounds before the time of a round is believed: the first ones are slow. */
    private static final int WARM_UP = 3;

    private final double part;
    private final long nanos;
    private final BooleanSupplier stop;
    private final long began = System.nanoTime();
    private int rounds;

    /**
     * @param part of the open groups that is placed each time, if there is time for that
     * @param nanos after which the dive has to be over, about
     * @param stop whether to go on with the prices as they are
     */
    Pace(double part, long nanos, BooleanSupplier stop) {
        this.part = Math.clamp(part, LEAST, MOST);
        this.nanos = nanos;
        this.stop = stop;
    }

    /** The part of the open groups that the next round places. */
    double part(int open) {
        double needed = 0;
        if (rounds++ >= WARM_UP && nanos < Long.MAX_VALUE) {
            long passed = System.nanoTime() - began;
            double roundsLeft = Math.max(0, nanos - passed) / (NEXT_ROUNDS * Math.max(1, passed / rounds));
            // A part is placed each time until it is less than a group, and then a group each time.
            for (int i = 0; i < 4; i++) {
                needed = (1 + Math.log(Math.max(1, open * Math.max(part, needed)))) / Math.max(1, roundsLeft);
            }
        }
        return Math.clamp(needed, part, MOST);
    }

    /** Whether the prices are to be left as they are. */
    boolean over() {
        return stop.getAsBoolean() || System.nanoTime() - began > nanos;
    }
}
