package org.tierwise.solver.run;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.job.Claim;
import org.tierwise.catalog.job.Heartbeat;
import org.tierwise.catalog.job.JobQueue;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.solver.placement.Progress;

/**
 * Keeps a run alive while it is solved: a thread of its own renews the lease once a second, stores the newest progress
 * and checkpoint, and hears the wish to stop. The thread that solves never waits for the database.
 */
final class Pulse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final SolveAttempt.Setting setting;
    private final Claim claim;
    private final double spentSeconds;
    private final Thread thread;
    private volatile SolveProgress progress;
    private volatile @Nullable SolveCheckpoint unsaved;
    private volatile boolean stop;
    private volatile boolean ended;

    Pulse(SolveAttempt.Setting setting, Claim claim, SolveCheckpoint start) {
        this.setting = setting;
        this.claim = claim;
        spentSeconds = start.elapsedSeconds();
        progress = SolveProgress.BEGUN;
        thread = Thread.ofPlatform().daemon().name("run-pulse").start(this::beat);
    }

    /** True if the user wants the best so far, or if another worker has the run. */
    boolean stopRequested() {
        return stop;
    }

    void progressed(Progress now) {
        progress = new SolveProgress(
                now.phase(),
                spentSeconds + now.elapsed().toMillis() / 1e3,
                now.bestCost(),
                now.placed(),
                now.unplaced(),
                now.provenCost());
    }

    void reached(Map<String, String> assignment) {
        unsaved = new SolveCheckpoint(progress.elapsedSeconds(), assignment);
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
        var checkpoint = unsaved;
        unsaved = null;
        var newest = RecordJson.write(progress);
        Heartbeat heard;
        if (checkpoint == null) {
            heard = setting.tx().writeUnsynced(ctx -> new JobQueue(ctx).heartbeat(claim, setting.lease(), newest));
        } else {
            // What the page shows as best cost must not be lost by a crash, so a checkpoint waits for the disk.
            var document = RecordJson.write(checkpoint);
            heard = setting.tx().write(ctx -> {
                var queue = new JobQueue(ctx);
                return queue.checkpoint(claim, document)
                        ? queue.heartbeat(claim, setting.lease(), newest)
                        : new Heartbeat(false, true);
            });
        }
        stop = !heard.mine() || heard.stopRequested();
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

    /** Stores the last checkpoint and ends the thread; nothing of it writes after this. */
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
        if (unsaved != null) {
            store();
        }
    }
}
