package org.tierwise.catalog.backup;

/** Asked now and then by long work whether it should end. */
@FunctionalInterface
interface Stop {
    Stop NEVER = () -> false;

    boolean wanted();

    /** Ends the work by an exception if that is wanted. */
    default void check() {
        if (wanted()) {
            throw new StoppedException();
        }
    }

    /** The work was ended on purpose; what it had written is discarded. */
    final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StoppedException() {
            super("Stopped because Tierwise is stopping.");
        }
    }
}
