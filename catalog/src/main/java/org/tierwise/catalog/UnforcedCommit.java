package org.tierwise.catalog;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The last commit that others may see before it is on disk. Embedded H2 shows a change to readers as soon as it is
 * committed, and the file is forced after that: a crash in between takes back what somebody may have read and told.
 * So whoever reads waits here at the end. There is one such commit at a time, because there is one writer.
 *
 * <p>Of a change that may be lost by its nature ({@link Tx#writeUnsynced}) nothing is waited for.
 */
final class UnforcedCommit {
    /** One commit, of one opening of the file. */
    private record Commit(Engine.Pool pool, CompletableFuture<@Nullable Void> forced) {}

    private volatile @Nullable Commit last;

    /** What commits and forces, told apart for the exceptions only. */
    @FunctionalInterface
    interface Step<E extends Exception> {
        void run() throws E;
    }

    /** Commits and forces; whoever reads from the beginning of it on waits for its end. */
    <E extends Exception> void during(Engine.Pool pool, Step<E> commitAndForce) throws E {
        var commit = new Commit(pool, new CompletableFuture<>());
        last = commit;
        try {
            commitAndForce.run();
            commit.forced.complete(null);
        } catch (Throwable e) {
            commit.forced.completeExceptionally(e);
            throw e;
        }
    }

    /**
     * Returns as soon as everything is on disk that a reader with this opening of the file can have seen until now.
     *
     * @throws StorageException if it could not be forced
     */
    void awaitForced(Engine.Pool pool) {
        var commit = last;
        // What an earlier opening could not keep is not in the file that was opened after it.
        if (commit == null || commit.pool != pool) {
            return;
        }
        try {
            commit.forced.join();
        } catch (CompletionException e) {
            throw notKept(e.getCause());
        }
    }

    static StorageException notKept(@Nullable Throwable cause) {
        return new StorageException(
                "The storage failed while this was read, and what was read may not have been kept. Try again.", cause);
    }
}
