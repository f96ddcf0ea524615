package org.tierwise.solver.run;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.job.Instance;
import org.tierwise.catalog.job.InstanceRepository;

/**
 * Tells the other instances that this one is there and does runs: a thread of its own renews its row every
 * {@value #BEAT_MILLIS} ms.
 */
final class Presence implements AutoCloseable {
    /** One that was silent so long is not reckoned with. */
    static final Duration SILENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
    private static final long BEAT_MILLIS = 3_000;

    private final Tx tx;
    private final Instance instance;
    private final Thread thread = Thread.ofPlatform().daemon().name("presence").unstarted(this::beat);
    private long pauseMillis = 1;
    private boolean ended;

    Presence(Tx tx, Instance instance) {
        this.tx = tx;
        this.instance = instance;
    }

    void start() {
        thread.start();
    }

    /** True if this one or another was heard of lately. */
    boolean isAnybodyThere() {
        return !tx.read(ctx -> new InstanceRepository(ctx).list(SILENCE)).isEmpty();
    }

    private void beat() {
        while (!pausedUntilEnd()) {
            try {
                tx.writeUnsynced(ctx -> {
                    new InstanceRepository(ctx).alive(instance);
                    return true;
                });
            } catch (StorageException e) {
                LOG.debug("The sign of life could not be stored: {}", e.getMessage());
            }
        }
    }

    private synchronized boolean pausedUntilEnd() {
        try {
            if (!ended) {
                wait(pauseMillis);
                pauseMillis = BEAT_MILLIS;
            }
        } catch (InterruptedException e) {
            LOG.debug("Nobody should interrupt this thread; it goes on.");
        }
        return ended;
    }

    /** Takes leave, so that nobody waits for this instance. */
    @Override
    public void close() {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        try {
            tx.writingEssential(ctx -> new InstanceRepository(ctx).left(instance));
        } catch (StorageException e) {
            LOG.debug("The leave could not be stored: {}", e.getMessage());
        }
    }
}
