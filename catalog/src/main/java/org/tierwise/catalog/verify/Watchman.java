package org.tierwise.catalog.verify;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.activity.ActivityAnchors;
import org.tierwise.catalog.activity.ActivityHead;
import org.tierwise.catalog.activity.ActivityRepository;

/**
 * Checks the database of a running server: the newest at its start, everything once after it on a thread of low
 * priority. The same thread notes the newest activity outside the database, each day and at the stop.
 */
public final class Watchman implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchman.class);
    private static final int NEWEST_ACTIVITIES = 1_000;
    private static final int NEWEST_PLANS = 5;
    /** The server has more urgent things to do just after its start. */
    private static final Duration DELAY = Duration.ofSeconds(20);
    /** How often it is looked whether a new day has begun. */
    private static final Duration LOOK = Duration.ofMinutes(10);

    private final Tx tx;
    private final Clock clock;
    private final ActivityAnchors anchors;
    private final Duration delay;
    private final Thread thread = Thread.ofPlatform()
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .name("verify")
            .unstarted(this::work);
    private volatile boolean closing;
    private volatile @Nullable DatabaseCheck current;
    private @Nullable ActivityHead noted;
    private @Nullable LocalDate notedOn;

    public Watchman(Tx tx, Clock clock, ActivityAnchors anchors) {
        this(tx, clock, anchors, DELAY);
    }

    Watchman(Tx tx, Clock clock, ActivityAnchors anchors, Duration delay) {
        this.tx = tx;
        this.clock = clock;
        this.anchors = anchors;
        this.delay = delay;
    }

    /** Checks the newest, and begins the thread. Call it once. */
    public void start() {
        var newest = check();
        tell(newest.newest(NEWEST_ACTIVITIES, NEWEST_PLANS));
        note();
        thread.start();
    }

    /** What the last check found so far: at first the one of the start, later the one of everything. */
    public Optional<VerifyState> state() {
        var check = current;
        return check == null ? Optional.empty() : check.state();
    }

    private DatabaseCheck check() {
        var check = new DatabaseCheck(tx, clock, Optional.of(anchors), DatabaseCheck.PlanExaminer.NONE, () -> closing);
        current = check;
        return check;
    }

    private void work() {
        pause(delay);
        if (!closing) {
            try {
                var found = check().all();
                if (!closing) {
                    tell(found);
                }
            } catch (StorageException e) {
                LOG.warn("The check of the database was not finished: {}", e.getMessage());
            }
        }
        while (!closing) {
            pause(LOOK);
            noteIfDue();
        }
    }

    private static void tell(VerifyState state) {
        state.problems().forEach(problem -> LOG.error("Damaged: {}", problem.words()));
        if (state.sound()) {
            LOG.info(
                    "Checked {}: {} activities, {} plans, {} kept inputs, {} workloads; all are what was stored.",
                    state.scope() == VerifyState.Scope.ALL ? "everything" : "the newest",
                    state.activities(),
                    state.plans(),
                    state.inputs(),
                    state.workloads());
        }
    }

    private void noteIfDue() {
        if (!closing && !LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).equals(notedOn)) {
            try {
                note();
            } catch (RuntimeException e) {
                LOG.warn("The newest activity could not be noted: {}", e.getMessage());
            }
        }
    }

    private synchronized void note() {
        var head = tx.read(ctx -> new ActivityRepository(ctx).head()).orElse(null);
        if (head != null && head.seq() > 0 && !head.equals(noted)) {
            anchors.append(clock.instant(), head);
            noted = head;
        }
        notedOn = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private synchronized void pause(Duration time) {
        // A wait of zero has no end.
        if (closing || time.isZero()) {
            return;
        }
        try {
            wait(time.toMillis());
        } catch (InterruptedException e) {
            LOG.debug("Nobody should interrupt this thread; it goes on.");
        }
    }

    /** Ends the check that runs and notes the newest activity. Call it when nothing is written any more. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        boolean alive = thread.isAlive();
        while (alive) {
            try {
                thread.join();
                alive = false;
            } catch (InterruptedException e) {
                LOG.debug("Nobody should interrupt this thread; it goes on.");
            }
        }
        try {
            note();
        } catch (RuntimeException e) {
            LOG.warn("The newest activity could not be noted at the stop: {}", e.getMessage());
        }
    }
}
