package org.tierwise.catalog;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What one thread does with the database since its request began. Used by that thread alone. */
final class Patience {
    private static final long FOREVER = Long.MAX_VALUE;

    private long leftNanos;
    private boolean changed;

    Patience(long nanos) {
        leftNanos = nanos;
    }

    static Patience endless() {
        return new Patience(FOREVER);
    }

    void becomeEndless() {
        leftNanos = FOREVER;
    }

    /**
     * The answer, waited for without being interruptible.
     *
     * @throws StorageException if the time is over, or the database failed
     */
    <T> T join(CompletableFuture<T> answer, Call call, boolean writes) {
        try {
            T result = leftNanos == FOREVER ? answer.join() : joinInTime(answer, call);
            changed |= writes;
            return result;
        } catch (CompletionException e) {
            throw e.getCause() instanceof StorageException failed ? honest(failed) : e;
        } catch (StorageException e) {
            throw honest(e);
        }
    }

    private <T> T joinInTime(CompletableFuture<T> answer, Call call) {
        long began = System.nanoTime();
        try {
            // A copy: the call itself goes on and ends by itself.
            return answer.copy()
                    .orTimeout(Math.max(0, leftNanos), TimeUnit.NANOSECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw call.giveUp();
            }
            throw e;
        } finally {
            leftNanos -= System.nanoTime() - began;
        }
    }

    /** That nothing was changed is true of the call that failed, but not of the request if it has written before. */
    private StorageException honest(StorageException e) {
        return !changed || e instanceof StoppingException || e instanceof OutcomeUnknownException
                ? e
                : new StorageException(
                        "The change was kept, but the database failed before the answer was ready. Load the page"
                                + " again.",
                        e);
    }
}
