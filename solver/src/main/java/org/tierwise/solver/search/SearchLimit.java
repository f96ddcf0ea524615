package org.tierwise.solver.search;

import java.time.Duration;

/** When a search ends. */
public sealed interface SearchLimit {
    boolean isZero();

    /** After so many moves were tried: repeatable. */
    record OfMoves(long count) implements SearchLimit {
        @Override
        public boolean isZero() {
            return count <= 0;
        }
    }

    /** After so long: depends on the machine. */
    record OfTime(Duration duration) implements SearchLimit {
        @Override
        public boolean isZero() {
            return duration.toMillis() <= 0;
        }
    }
}
