package org.tierwise.solver.search;

/** Follows a solve, from the threads that solve. */
public interface ModelWatch {
    /** What a solve is doing. */
    enum Phase {
        PRICING,
        CONSTRUCTING,
        SEARCHING,
        PROVING
    }

    /** Looks at nothing and never stops. */
    ModelWatch NONE = new ModelWatch() {};

    default void phase(Phase phase) {}

    /**
     * Called now and then.
     *
     * @param boundMicros what is proven so far, in micro-dollars; −1 while nothing is
     */
    default void progressed(Incumbent best, long boundMicros) {}

    /** True to end soon, with the best plan so far. */
    default boolean stopRequested() {
        return false;
    }
}
