package org.tierwise.solver.run;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.job.Claim;
import org.tierwise.catalog.job.Instance;
import org.tierwise.catalog.job.JobQueue;
import org.tierwise.catalog.reference.ReferenceCatalogue;

/**
 * Does the runs of the queue, one at a time, on a thread of its own. After a crash the runs that were under way are
 * taken up again: at once if no other process can have them, else when their leases have run out. {@link #close} ends
 * a run in order: its best assignment is kept, and the next start goes on from it.
 */
public final class RunWorker implements AutoCloseable {
    /** What people are told whose job waits while {@link #isAnybodyThere} is false. */
    public static final String NOBODY_IS_THERE =
            "No instance that does runs is up. This waits until one is started without --no-runs.";

    private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);
    /** How often the queue is looked at when nobody wakes the worker. */
    private static final Duration POLL = Duration.ofMillis(500);
    /** How long a run may take to end when the worker closes. */
    private static final Duration GRACE = Duration.ofSeconds(4);
    /** Ten missed signs of life. Another instance goes on with the run after that time, so it must be short. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    private static final List<String> KINDS = List.of(SolveRuns.KIND, TradeoffRuns.PART, TradeoffRuns.KIND);

    private final Database database;
    private final Attempt.Setting setting;
    private final Instance instance;
    private final Presence presence;
    private final Thread thread = Thread.ofPlatform().daemon().name("runs").unstarted(this::work);
    /** Whether it was said already that the database cannot be read; only of the worker's thread. */
    private boolean away;

    private volatile boolean closing;
    private volatile long closeBeganNanos;
    private volatile @Nullable Claim working;

    /**
     * @param shipped the catalogue without what a workspace adds
     * @param clock of the application; leases use the database's
     * @param name by which people know this process among those on the same database
     */
    public RunWorker(Database database, ReferenceCatalogue shipped, Clock clock, String name) {
        this.database = database;
        instance = new Instance(UUID.randomUUID().toString(), name);
        presence = new Presence(database.tx(), instance);
        setting = new Attempt.Setting(database.tx(), shipped, clock, LEASE, !database.exclusive());
    }

    RunWorker(Database database, ReferenceCatalogue shipped, Clock clock) {
        this(database, shipped, clock, "test");
    }

    /** Begins. Call it once, or never in a process that leaves the runs to others. */
    public void start() {
        if (database.exclusive()) {
            int orphans = database.tx().writeEssential(ctx -> new JobQueue(ctx).expireAll());
            if (orphans > 0) {
                LOG.info("Taking up {} runs that were under way when Tierwise stopped.", orphans);
            }
        }
        if (shared()) {
            presence.start();
        }
        thread.start();
    }

    /** True if other processes may have runs of the same queue. */
    public boolean shared() {
        return setting.shared();
    }

    /** True if a process is there that does what waits in the queue. */
    public boolean isAnybodyThere() {
        return !shared() || presence.isAnybodyThere();
    }

    /** Looks at the queue now instead of a moment later. */
    public synchronized void wake() {
        notifyAll();
    }

    /** Tells the run that is under way to end and takes no other; {@link #close} waits for it. */
    public void beginClose() {
        if (!closing) {
            closeBeganNanos = System.nanoTime();
            closing = true;
        }
        wake();
    }

    /**
     * Ends the run that is under way, keeps what it has found, and returns when that is stored. A run that does not end
     * in time, because it still computes its options, is put back without it: its last checkpoint is stored already, and
     * whatever it stores later is refused.
     */
    @Override
    public void close() {
        beginClose();
        if (thread.isAlive() && !joinInTime()) {
            putBack();
        }
        if (shared()) {
            presence.close();
        }
    }

    /** True if the run ended by itself. */
    private boolean joinInTime() {
        boolean interrupted = false;
        while (true) {
            var left = GRACE.minusNanos(System.nanoTime() - closeBeganNanos);
            try {
                boolean ended = thread.join(left.isNegative() ? Duration.ZERO : left);
                if (interrupted) {
                    throw new IllegalStateException("The wait for the end of the run was interrupted.");
                }
                return ended;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private void putBack() {
        var claim = working;
        if (claim != null) {
            boolean released = database.tx().writeEssential(ctx -> new JobQueue(ctx).release(claim));
            LOG.info(
                    "Run {}/{} did not end within {} s; it is put back into the queue: {}.",
                    claim.job().workspaceId(),
                    claim.job().id(),
                    GRACE.toSeconds(),
                    released);
        }
    }

    private void work() {
        while (!closing) {
            if (!workOnce()) {
                pause();
            }
        }
    }

    /** True if there may be more to do at once. */
    private boolean workOnce() {
        try {
            var claim = claim();
            away = false;
            claim.ifPresent(this::workOn);
            return claim.isPresent();
        } catch (StorageException e) {
            LOG.atLevel(away ? Level.DEBUG : Level.WARN).log("The queue of runs cannot be read: {}", e.getMessage());
            away = true;
            return false;
        } catch (RuntimeException e) {
            LOG.error("The queue of runs cannot be worked on.", e);
            return false;
        }
    }

    private void workOn(Claim claim) {
        working = claim;
        try {
            attempt(claim).run();
        } finally {
            working = null;
        }
    }

    private Attempt attempt(Claim claim) {
        return switch (claim.job().kind()) {
            case TradeoffRuns.KIND -> new TradeoffAttempt(setting, claim, () -> closing);
            case TradeoffRuns.PART -> new PriceAttempt(setting, claim, () -> closing);
            default -> new SolveAttempt(setting, claim, () -> closing);
        };
    }

    /**
     * Solves come first: somebody waits for each of them, while the points of a curve come one by one. A curve that was
     * begun is helped before another one begins.
     */
    private Optional<Claim> claim() {
        if (!database.tx().read(ctx -> new JobQueue(ctx).hasWork(KINDS))) {
            return Optional.empty();
        }
        return database.tx().write(ctx -> {
            var queue = new JobQueue(ctx);
            return KINDS.stream()
                    .flatMap(kind -> queue.claim(kind, instance, setting.lease()).stream())
                    .findFirst();
        });
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
