package org.tierwise.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@link Tx}: what its caller and the thread that works for it agree on. A caller that gives up learns for
 * sure whether the change can still be kept.
 */
final class Call {
    private enum State {
        WAITING,
        /** Until here nothing can be kept. */
        COMMITTING,
        /** The caller has gone; nothing may be committed any more. */
        GIVEN_UP
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private volatile @Nullable Connection connection;

    /** @throws StorageException if the caller has gone */
    void uses(Connection taken) {
        connection = taken;
        if (state.get() == State.GIVEN_UP) {
            throw tooLate();
        }
    }

    /** The connection goes back to the pool; the call has nothing to do with it any more. */
    void returns() {
        connection = null;
    }

    /** @throws StorageException if the caller has gone, so that nothing may be committed */
    void commits() {
        if (!state.compareAndSet(State.WAITING, State.COMMITTING)) {
            throw tooLate();
        }
    }

    /** The database has refused the commit and takes the transaction once more. */
    void beginsAgain() {
        state.compareAndSet(State.COMMITTING, State.WAITING);
    }

    /** True from the commit on. */
    boolean mayHaveCommitted() {
        return state.get() == State.COMMITTING;
    }

    /** The caller waits no longer. What the caller is to be told. */
    StorageException giveUp() {
        boolean nothingKept = state.compareAndSet(State.WAITING, State.GIVEN_UP);
        abort();
        return nothingKept ? tooLate() : new OutcomeUnknownException(null);
    }

    /** Closes the socket under the thread that waits at it; only ever done to a database server. */
    private void abort() {
        var used = connection;
        if (used != null) {
            try {
                used.abort(Runnable::run);
            } catch (SQLException e) {
                // Then it is closed already.
                connection = null;
            }
        }
    }

    private static StorageException tooLate() {
        return new StorageException(
                "The database did not answer in time, and nothing was changed. Try again in a moment.", null);
    }
}
