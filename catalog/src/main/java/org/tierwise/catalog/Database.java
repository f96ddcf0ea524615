package org.tierwise.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.Select;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.migrations.SchemaMigrations;

/**
 * Opens the database, brings its schema up to date, and closes it in order. Data go through {@link #tx}.
 *
 * <p>After an error of the storage itself nothing that the open file says may be trusted. The database then drops its
 * connections, reports itself unusable and is opened anew: at once, and if that fails at most every few seconds, when
 * somebody asks for data. A database server that gives no connection any more is asked by a thread of its own until it
 * does; meanwhile every call fails at once instead of waiting.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final long REOPEN_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** How often a server that is away is asked whether it is back. */
    private static final long AWAY_MILLIS = 500;

    private static final String AWAY =
            "The database server does not answer, and nothing was changed. Try again in a moment.";
    private static final Settings SETTINGS = new Settings()
            .withRenderSchema(false)
            .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED)
            .withExecuteLogging(false);

    private final Engine engine;
    private final Clock clock;
    private final BeforeUpgrade before;
    private final Tx tx;
    private final DiskGuard disk;
    private volatile Engine.@Nullable Pool pool;
    private volatile Health health = Health.GOOD;
    private volatile List<String> warnings = List.of();
    private long lastReopenNanos;
    private boolean closed;

    private Database(Engine engine, Clock clock, BeforeUpgrade before, DiskGuard disk) {
        this.engine = engine;
        this.clock = clock;
        this.before = before;
        this.disk = disk;
        pool = openPool();
        tx = new Tx(this, engine.writers(), engine.remote());
    }

    /**
     * Opens (or creates) the H2 file below {@code dataDirectory}.
     *
     * @throws StorageException if another process has it open, or it cannot be opened
     */
    public static Database openIn(Path dataDirectory, Clock clock) {
        return openIn(dataDirectory, clock, BeforeUpgrade.NOTHING);
    }

    /** The same; data of an older schema are kept by {@code before} first. */
    public static Database openIn(Path dataDirectory, Clock clock, BeforeUpgrade before) {
        return openIn(dataDirectory, clock, before, DiskGuard.of(dataDirectory));
    }

    /** The same with a reserve of disk space of one's own choice. */
    public static Database openIn(Path dataDirectory, Clock clock, BeforeUpgrade before, DiskGuard disk) {
        return new Database(new H2Engine(dataDirectory, OptionalInt.empty()), clock, before, disk);
    }

    /**
     * Opens the H2 file below {@code dataDirectory} whatever its schema is, to read it.
     *
     * @throws StorageException if there is none, or another process has it open
     */
    public static Database openAsIs(Path dataDirectory, Clock clock) {
        if (!existsIn(dataDirectory)) {
            throw new StorageException(
                    "There is no database in (" + dataDirectory + "). Maybe --data names another folder.", null);
        }
        return openScratch(dataDirectory, 0, clock);
    }

    /** Whether there is an H2 file below this folder. */
    public static boolean existsIn(Path dataDirectory) {
        return Files.exists(new H2File(dataDirectory).path());
    }

    /** Whether a process has the H2 file below this folder open. */
    public static boolean isOpenIn(Path dataDirectory) {
        return existsIn(dataDirectory) && DataLock.isTaken(dataDirectory);
    }

    /** Puts another H2 file in the place of the one below {@code dataDirectory}, which may be missing. */
    public static void replaceFile(Path dataDirectory, Clock clock, FileExchange exchange) {
        new H2Engine(dataDirectory, OptionalInt.of(0)).exchange(exchange, clock);
    }

    /**
     * Opens (or creates) an H2 file below a scratch folder with the schema of an older version: to check a backup and to
     * read what an older version wrote. Never use it on the folder of a user's data.
     *
     * @param schemaVersion 0 leaves it as it is
     */
    public static Database openScratch(Path folder, int schemaVersion, Clock clock) {
        return new Database(
                new H2Engine(folder, OptionalInt.of(schemaVersion)), clock, BeforeUpgrade.NOTHING, DiskGuard.NONE);
    }

    /**
     * Opens a PostgreSQL database.
     *
     * @param jdbcUrl "jdbc:postgresql://host/name?user=…&password=…"
     * @throws StorageException if it cannot be reached
     */
    public static Database openAt(String jdbcUrl, Clock clock) {
        return openAt(jdbcUrl, clock, BeforeUpgrade.NOTHING);
    }

    /** The same; data of an older schema are kept by {@code before} first. */
    public static Database openAt(String jdbcUrl, Clock clock, BeforeUpgrade before) {
        requirePostgres(jdbcUrl);
        // The server's disk is the server's: it refuses by itself what it has no room for.
        return new Database(new PostgresEngine(jdbcUrl, false), clock, before, DiskGuard.NONE);
    }

    /** Opens a PostgreSQL database whatever its schema is, to read it. */
    public static Database openAsIs(String jdbcUrl, Clock clock) {
        requirePostgres(jdbcUrl);
        return new Database(new PostgresEngine(jdbcUrl, true), clock, BeforeUpgrade.NOTHING, DiskGuard.NONE);
    }

    private static void requirePostgres(String jdbcUrl) {
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new StorageException(
                    "The database URL must begin with jdbc:postgresql: (the default needs none).", null);
        }
    }

    /**
     * Opens the H2 file below {@code dataDirectory} to read it with repositories: it must have the schema of this
     * version, which is not changed.
     *
     * @throws StorageException if there is none, if another process has it open, or it has another schema
     */
    public static Database openToReadIn(Path dataDirectory, Clock clock) {
        return current(openAsIs(dataDirectory, clock));
    }

    /** The same for a PostgreSQL database. */
    public static Database openToReadAt(String jdbcUrl, Clock clock) {
        return current(openAsIs(jdbcUrl, clock));
    }

    private static Database current(Database opened) {
        if (!SchemaMigrations.isCurrent(opened.pool().source())) {
            opened.close();
            throw new StorageException(
                    "The database has the schema of another version of Tierwise. Start this version with it once,"
                            + " or use the version that it was written with.",
                    null);
        }
        return opened;
    }

    public Tx tx() {
        return tx;
    }

    /** How far the schema is. */
    public SchemaMigrations.Progress schema() {
        return SchemaMigrations.progress(pool().source());
    }

    public Health health() {
        return health;
    }

    /** What an administrator wants to know of it. */
    public DatabaseFacts facts() {
        long fileBytes = disk.space().databaseBytes();
        return tx.read(ctx -> DatabaseFacts.of(ctx, fileBytes));
    }

    /** The space of the disk that holds the data; that of a database server is not watched. */
    public DiskGuard disk() {
        return disk;
    }

    /** Connections that are at work now. */
    public int connectionsInUse() {
        var open = pool;
        return open == null ? 0 : open.inUse();
    }

    /** Connections that may be at work at once. */
    public int connectionsMax() {
        return Tx.READERS + engine.writers() + 1;
    }

    /** What in the settings of the database server puts data at risk, one sentence each; empty if nothing does. */
    public List<String> warnings() {
        return warnings;
    }

    /** True if no other process can use the database: whatever it says is running belongs to nobody at start. */
    public boolean exclusive() {
        return engine instanceof H2Engine;
    }

    /** Waits for open transactions and closes the file, so that the next start has nothing to repair. */
    @Override
    public void close() {
        tx.close();
        synchronized (this) {
            var open = pool;
            pool = null;
            closed = true;
            health = new Health(false, "Tierwise is stopping.");
            if (open != null) {
                try {
                    open.close();
                } catch (SQLException e) {
                    LOG.warn("The database did not close in order; what was confirmed is safe.", e);
                }
            }
        }
    }

    private Engine.Pool openPool() {
        try {
            var opened = engine.open(this::keepBeforeUpgrade);
            warnings = opened.warnings();
            warnings.forEach(LOG::warn);
            return opened;
        } catch (StorageException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            throw new StorageException(engine.openingFailed(e), e);
        }
    }

    private void keepBeforeUpgrade(DataSource old, SchemaMigrations.Progress progress) throws SQLException {
        try (var connection = old.getConnection()) {
            begin(connection, Tx.Mode.SNAPSHOT);
            before.keep(context(connection, Tx.Mode.SNAPSHOT), progress);
            connection.rollback();
        }
    }

    /** The open pool; after a failure it first tries to come back, if the last attempt is some seconds ago. */
    Engine.Pool pool() {
        var open = pool;
        if (open != null) {
            return open;
        }
        synchronized (this) {
            if (pool == null && !engine.remote() && System.nanoTime() - lastReopenNanos > REOPEN_NANOS) {
                reopen();
            }
            open = pool;
        }
        if (open == null) {
            throw new StorageException(health.message(), null);
        }
        return open;
    }

    /**
     * The file is still the one that was read: what a file showed that failed meanwhile may not have been kept.
     *
     * @throws StorageException if it is not
     */
    void requireOpen(Engine.Pool used) {
        if (pool != used) {
            throw UnforcedCommit.notKept(null);
        }
    }

    void begin(Connection connection, Tx.Mode mode) throws SQLException {
        engine.begin(connection, mode);
    }

    void sync(Connection connection) throws SQLException {
        engine.sync(connection);
    }

    TxContext context(Connection connection, Tx.Mode mode) {
        return context(connection, engine, mode, clock);
    }

    static TxContext context(Connection connection, Engine engine, Tx.Mode mode, Clock clock) {
        var configuration =
                new DefaultConfiguration().set(connection).set(engine.dialect()).set(SETTINGS);
        if (!mode.writes()) {
            configuration.set(new SelectOnly());
        }
        DSLContext dsl = DSL.using(configuration);
        return new TxContext(dsl, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** What the caller is told of an error of the driver. Call it as soon as the error is there. */
    RuntimeException failed(Engine.Pool used, SQLException e, Call call) {
        return switch (engine.fault(e)) {
            case DAMAGED -> {
                openAnew(used, e);
                yield call.mayHaveCommitted() ? new OutcomeUnknownException(e) : storageFailure(e);
            }
            case UNREACHABLE -> {
                used.renew();
                yield call.mayHaveCommitted() ? new OutcomeUnknownException(e) : new StorageException(AWAY, e);
            }
            case BUSY ->
                new StorageException(
                        "The database is busy or short of space, and nothing was changed. Try again in a moment.", e);
            case CONFLICT, NONE -> new StorageException("The database did not do what was asked; the log says why.", e);
        };
    }

    /** The same for an error that a statement of jOOQ met; what is not the database's fault stays what it is. */
    RuntimeException translated(Engine.Pool used, RuntimeException e, Call call) {
        var cause = driverError(e);
        return cause == null || engine.fault(cause) == Engine.Fault.NONE ? e : failed(used, cause, call);
    }

    /** True if another transaction was in the way and the same function may succeed now. */
    boolean isConflict(Exception e) {
        var cause = driverError(e);
        return cause != null && engine.fault(cause) == Engine.Fault.CONFLICT;
    }

    private static @Nullable SQLException driverError(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private StorageException storageFailure(Exception e) {
        var space = disk.measured();
        if (space.isShort()) {
            return new DiskFullException(DiskGuard.shortage(space));
        }
        return new StorageException(
                "The storage failed, and the last change was not kept. Maybe the disk is full. Try again.", e);
    }

    private synchronized void openAnew(Engine.Pool used, SQLException e) {
        // Others that were at work in the same file fail after the first; they must not close the new one.
        if (pool == used) {
            LOG.error("The storage failed; the database is opened anew.", e);
            pool = null;
            used.drop();
            health = new Health(false, "The storage failed. Maybe the disk is full; the log says more.");
            reopen();
        }
    }

    private void reopen() {
        lastReopenNanos = System.nanoTime();
        try {
            pool = openPool();
            health = Health.GOOD;
            LOG.warn("The database is open again.");
        } catch (StorageException e) {
            LOG.error("The database cannot be opened.", e);
            // What the driver says, and where the file is, is for the log.
            health = new Health(
                    false, "The database cannot be opened, and is tried again every few seconds. The log says why.");
        }
    }

    /** The pool has no connection to give. A server that is away ends the work on all others too. */
    StorageException unreachable(Engine.Pool used, SQLException e) {
        synchronized (this) {
            if (engine.remote() && pool == used && !closed) {
                LOG.error("The database server gives no connection: {}", e.getMessage());
                pool = null;
                health = new Health(false, AWAY);
                used.drop();
                Thread.ofPlatform().daemon().name("database-away").start(this::awaitServer);
            }
        }
        return new StorageException(AWAY, e);
    }

    private void awaitServer() {
        while (!isBack()) {
            try {
                Thread.sleep(AWAY_MILLIS);
            } catch (InterruptedException e) {
                LOG.debug("Nobody should interrupt this thread; it goes on.");
            }
        }
    }

    /** Opens the pool outside the lock, so that nobody waits for a server that does not answer. */
    private boolean isBack() {
        Engine.Pool opened;
        try {
            opened = openPool();
        } catch (StorageException e) {
            LOG.debug("The database server is still away: {}", e.getMessage());
            return closed();
        }
        synchronized (this) {
            if (closed) {
                opened.drop();
            } else {
                pool = opened;
                health = Health.GOOD;
                LOG.warn("The database server is back.");
            }
        }
        return true;
    }

    private synchronized boolean closed() {
        return closed;
    }

    /** Keeps a read a read: on H2 nothing else would. */
    private static final class SelectOnly implements ExecuteListener {
        private static final long serialVersionUID = 1;

        @Override
        public void start(ExecuteContext statement) {
            if (!(statement.query() instanceof Select)) {
                throw new IllegalStateException("A reading transaction must not change data; use Tx.write.");
            }
        }
    }
}
