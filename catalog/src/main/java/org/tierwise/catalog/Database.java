package org.tierwise.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
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
 * somebody asks for data.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final long REOPEN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Settings SETTINGS = new Settings()
            .withRenderSchema(false)
            .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED)
            .withExecuteLogging(false);

    private final Engine engine;
    private final Clock clock;
    private final Tx tx;
    private volatile Engine.@Nullable Pool pool;
    private volatile Health health = Health.GOOD;
    private long lastReopenNanos;

    private Database(Engine engine, Clock clock) {
        this(engine, clock, openPool(engine));
    }

    private Database(Engine engine, Clock clock, Engine.Pool opened) {
        this.engine = engine;
        this.clock = clock;
        pool = opened;
        tx = new Tx(this, engine.writers());
    }

    /**
     * Opens (or creates) the H2 file below {@code dataDirectory}.
     *
     * @throws StorageException if another process has it open, or it cannot be opened
     */
    public static Database openIn(Path dataDirectory, Clock clock) {
        return new Database(new H2Engine(dataDirectory), clock);
    }

    /**
     * Opens a PostgreSQL database.
     *
     * @param jdbcUrl "jdbc:postgresql://host/name?user=…&password=…"
     * @throws StorageException if it cannot be reached
     */
    public static Database openAt(String jdbcUrl, Clock clock) {
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new StorageException(
                    "The database URL must begin with jdbc:postgresql: (the default needs none).", null);
        }
        return new Database(new PostgresEngine(jdbcUrl), clock);
    }

    /**
     * Opens the H2 file below {@code dataDirectory} only to read it: it must exist, and neither its schema nor anything
     * else in it is changed.
     *
     * @throws StorageException if there is none, if another process has it open, or it cannot be opened
     */
    public static Database openToReadIn(Path dataDirectory, Clock clock) {
        return toRead(new H2Engine(dataDirectory, true), clock);
    }

    /**
     * Opens a PostgreSQL database only to read it, as it is.
     *
     * @throws StorageException if it cannot be reached
     */
    public static Database openToReadAt(String jdbcUrl, Clock clock) {
        return toRead(new PostgresEngine(jdbcUrl), clock);
    }

    private static Database toRead(Engine engine, Clock clock) {
        Engine.Pool opened = null;
        try {
            opened = engine.open();
            if (!SchemaMigrations.isCurrent(opened.source())) {
                opened.drop();
                throw new StorageException(
                        "The database has the schema of another version of Tierwise. Start this version with it once,"
                                + " or use the version that it was written with.",
                        null);
            }
            return new Database(engine, clock, opened);
        } catch (StorageException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            if (opened != null) {
                opened.drop();
            }
            throw new StorageException(engine.openingFailed(e), e);
        }
    }

    public Tx tx() {
        return tx;
    }

    public Health health() {
        return health;
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

    private static Engine.Pool openPool(Engine engine) {
        Engine.Pool opened = null;
        try {
            opened = engine.open();
            SchemaMigrations.apply(opened.source());
            return opened;
        } catch (StorageException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            if (opened != null) {
                opened.drop();
            }
            throw new StorageException(engine.openingFailed(e), e);
        }
    }

    /** The open pool; after a failure it first tries to come back, if the last attempt is some seconds ago. */
    Engine.Pool pool() {
        var open = pool;
        if (open != null) {
            return open;
        }
        synchronized (this) {
            if (pool == null && System.nanoTime() - lastReopenNanos > REOPEN_NANOS) {
                reopen();
            }
            open = pool;
        }
        if (open == null) {
            throw new StorageException(health.message(), null);
        }
        return open;
    }

    void begin(Connection connection, Tx.Mode mode) throws SQLException {
        engine.begin(connection, mode);
    }

    void sync(Connection connection) throws SQLException {
        engine.sync(connection);
    }

    TxContext context(Connection connection, Tx.Mode mode) {
        var configuration =
                new DefaultConfiguration().set(connection).set(engine.dialect()).set(SETTINGS);
        if (!mode.writes()) {
            configuration.set(new SelectOnly());
        }
        DSLContext dsl = DSL.using(configuration);
        return new TxContext(dsl, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** Notes an error of the driver outside a statement of jOOQ. */
    RuntimeException failed(Engine.Pool used, SQLException e) {
        return reopenIfStorageFailed(used, e)
                ? storageFailure(e)
                : new StorageException("The database did not answer: " + e.getMessage(), e);
    }

    /** The same error, or a {@link StorageException} in its place if the storage failed. */
    RuntimeException translated(Engine.Pool used, RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && reopenIfStorageFailed(used, sql)) {
                return storageFailure(e);
            }
        }
        return e;
    }

    private static StorageException storageFailure(Exception e) {
        return new StorageException(
                "The storage failed, and the last change was not kept. Maybe the disk is full. Try again.", e);
    }

    private boolean reopenIfStorageFailed(Engine.Pool used, SQLException e) {
        if (!engine.storageFailed(e)) {
            return false;
        }
        synchronized (this) {
            // Others that were at work in the same file fail after the first; they must not close the new one.
            if (pool == used) {
                LOG.error("The storage failed; the database is opened anew.", e);
                pool = null;
                used.drop();
                health = new Health(false, "The storage failed: " + e.getMessage() + ". Maybe the disk is full.");
                reopen();
            }
        }
        return true;
    }

    private void reopen() {
        lastReopenNanos = System.nanoTime();
        try {
            pool = openPool(engine);
            health = Health.GOOD;
            LOG.warn("The database is open again.");
        } catch (StorageException e) {
            LOG.error("The database cannot be opened.", e);
            health = new Health(false, String.valueOf(e.getMessage()));
        }
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
