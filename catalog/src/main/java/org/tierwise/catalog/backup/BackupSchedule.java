package org.tierwise.catalog.backup;

import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what is due of the {@link Backups}, and answers what commands ask of a running server, on a thread of its own.
 * Its end waits for the table that is being written, not for the whole backup.
 */
public final class BackupSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackupSchedule.class);
    /** How often requests are looked for; a command waits that long. */
    private static final Duration POLL = Duration.ofMillis(500);
    /** The first page comes first. */
    private static final Duration QUIET_START = Duration.ofMinutes(1);

    private final Backups backups;
    private final BackupRequests requests;
    private final Duration quietStart;
    private final Thread thread = Thread.ofPlatform().daemon().name("backups").unstarted(this::work);
    private volatile boolean closing;

    public BackupSchedule(Backups backups, Path dataFolder) {
        this(backups, dataFolder, QUIET_START);
    }

    BackupSchedule(Backups backups, Path dataFolder, Duration quietStart) {
        this.backups = backups;
        this.quietStart = quietStart;
        requests = new BackupRequests(dataFolder);
    }

    /** Begins. Call it once. */
    public void start() {
        requests.forgetAll();
        thread.start();
    }

    /** Ends what is under way and returns when it has ended. */
    @Override
    public void close() {
        closing = true;
        synchronized (this) {
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            throw new IllegalStateException("The wait for the end of a backup was interrupted; it ended in order.");
        }
    }

    private void work() {
        // By the time of the process: a clock that is set back must not put the backups off.
        long startedNanos = System.nanoTime();
        while (!closing) {
            try {
                requests.answer(backups, () -> closing);
                if (System.nanoTime() - startedNanos >= quietStart.toNanos()) {
                    backups.runDue(() -> closing);
                }
            } catch (RuntimeException e) {
                LOG.error("The backups cannot be worked on.", e);
            }
            pause();
        }
    }

    private synchronized void pause() {
        if (closing) {
            return;
        }
        try {
            wait(POLL.toMillis());
        } catch (InterruptedException e) {
            LOG.debug("Nobody should interrupt this thread; it goes on.");
        }
    }
}
