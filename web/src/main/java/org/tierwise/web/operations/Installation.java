package org.tierwise.web.operations;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.DiskGuard;
import org.tierwise.catalog.status.JobCount;
import org.tierwise.catalog.status.LastSolve;
import org.tierwise.catalog.status.StatusRepository;

/**
 * What the pages and metrics of operation look at. The database is asked at most once a second, however many look.
 * Safe for concurrent use.
 */
public final class Installation {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Database database;
    private final DiskGuard disk;
    private final Build build;
    private final Clock clock;
    private final Instant started;
    private final Supplier<Upkeep> upkeep;
    private final Supplier<Long> sessions;
    private volatile @Nullable Read read;

    /** What the tables say. */
    record Tables(List<JobCount> jobs, Optional<LastSolve> lastSolve) {}

    private record Read(Tables tables, long nanos) {}

    /**
     * An installation that starts now.
     *
     * @param disk of the data folder, also where the database is elsewhere
     * @param sessions how many are open
     */
    public Installation(
            Database database,
            DiskGuard disk,
            Build build,
            Clock clock,
            Supplier<Upkeep> upkeep,
            Supplier<Long> sessions) {
        this.database = database;
        this.disk = disk;
        this.build = build;
        this.clock = clock;
        this.upkeep = upkeep;
        this.sessions = sessions;
        started = clock.instant();
    }

    Database database() {
        return database;
    }

    DiskGuard disk() {
        return disk;
    }

    Build build() {
        return build;
    }

    Clock clock() {
        return clock;
    }

    Instant started() {
        return started;
    }

    Upkeep upkeep() {
        return upkeep.get();
    }

    long sessions() {
        return sessions.get();
    }

    /**
     * What the tables said at most a second ago.
     *
     * @throws org.tierwise.catalog.StorageException if they cannot be read
     */
    Tables tables() {
        var last = read;
        if (last != null && System.nanoTime() - last.nanos() < FRESH_NANOS) {
            return last.tables();
        }
        var tables = database.tx()
                .read(ctx -> new Tables(new StatusRepository(ctx).jobs(), new StatusRepository(ctx).lastSolve()));
        read = new Read(tables, System.nanoTime());
        return tables;
    }
}
