package org.tierwise.solver.run;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.job.Claim;
import org.tierwise.catalog.job.Heartbeat;
import org.tierwise.catalog.job.JobQueue;

/**
 * Keeps a job alive while it is worked on: a thread of its own renews the lease once a second, stores the newest
 * progress and checkpoint, and hears the wish to stop. The thread that works never waits for the database.
 */
final class Beat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Beat.class);
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final Attempt.Setting setting;
    private final Claim claim;
    private final Supplier<String> progress;
    private final Supplier<@Nullable String> checkpoint;
    private final ReentrantLock storing = new ReentrantLock();
    private final Thread thread;
    private volatile boolean stop;
    private volatile boolean ended;

    /**
     * @param progress JSON for the page
     * @param checkpoint JSON of a checkpoint that is not stored yet, given once; null if there is none
     */
    Beat(Attempt.Setting setting, Claim claim, Supplier<String> progress, Supplier<@Nullable String> checkpoint) {
        this.setting = setting;
        this.claim = claim;
        this.progress = progress;
        this.checkpoint = checkpoint;
        thread = Thread.ofPlatform().daemon().name("run-pulse").start(this::beat);
    }

    /** True if the user wants the best so far, or if another worker has the run. */
    boolean stopRequested() {
        return stop;
    }

    /** Does something while no progress is being stored, so that none of before is stored after it. */
    <T> T between(Supplier<T> work) {
        storing.lock();
        try {
            return work.get();
        } finally {
            storing.unlock();
        }
    }

    private void beat() {
        while (!ended) {
            try {
                store();
            } catch (StorageException e) {
                LOG.warn(
                        "The progress of run {} cannot be stored: {}",
                        claim.job().id(),
                        e.getMessage());
            }
            pause();
        }
    }

    private void store() {
        stop = between(() -> {
            var document = checkpoint.get();
            var newest = progress.get();
            Heartbeat heard;
            if (document == null) {
                heard = setting.tx().writeUnsynced(ctx -> new JobQueue(ctx).heartbeat(claim, setting.lease(), newest));
            } else {
                // What the page shows as best cost must not be lost by a crash, so a checkpoint waits for the disk.
                heard = setting.tx().writeEssential(ctx -> {
                    var queue = new JobQueue(ctx);
                    return queue.checkpoint(claim, document)
                            ? queue.heartbeat(claim, setting.lease(), newest)
                            : new Heartbeat(false, true);
                });
            }
            return !heard.mine() || heard.stopRequested();
        });
    }

    private synchronized void pause() {
        try {
            if (!ended) {
                wait(BEAT.toMillis());
            }
        } catch (InterruptedException e) {
            LOG.debug("Nobody should interrupt this thread; it goes on.");
        }
    }

    /** Stores what is newest and ends the thread; nothing of it writes after this. */
    @Override
    public void close() {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        boolean alive = true;
        while (alive) {
            try {
                thread.join();
                alive = false;
            } catch (InterruptedException e) {
                LOG.debug("Nobody should interrupt this thread; it goes on.");
            }
        }
        store();
    }
}
