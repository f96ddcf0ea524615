package org.tierwise.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.engine.Constants;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.mvstore.MVStoreException;
import org.jooq.SQLDialect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embedded H2, one process. By default it writes commits about a second late and never forces them to disk, and
 * concurrent writers can be torn by a crash: hence one writer, and the file is forced after each commit. Both were
 * measured; DurabilityIT repeats it.
 */
final class H2Engine implements Engine {
    private static final Set<Integer> STORAGE_ERRORS = Set.of(
            ErrorCode.DATABASE_IS_CLOSED,
            // The same, when the file was closed while a statement was under way.
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            ErrorCode.FILE_CORRUPTED_1,
            ErrorCode.IO_EXCEPTION_1,
            ErrorCode.IO_EXCEPTION_2,
            ErrorCode.DATABASE_IS_IN_EXCLUSIVE_MODE);
    private static final int SNAPSHOT_ISOLATION = Constants.TRANSACTION_SNAPSHOT;

    private static final Logger LOG = LoggerFactory.getLogger(H2Engine.class);

    private final Path dataDirectory;

    private final OptionalInt schemaVersion;

    /**
     * @param schemaVersion where the schema stays, 0 for where it is; empty for the newest
     */
    H2Engine(Path dataDirectory, OptionalInt schemaVersion) {
        // A semicolon would end the file name and begin a setting of the database.
        if (dataDirectory.toString().contains(";")) {
            throw new IllegalArgumentException(
                    "The data directory (" + dataDirectory + ") must not contain a semicolon. Choose another name.");
        }
        this.dataDirectory = dataDirectory.toAbsolutePath();
        this.schemaVersion = schemaVersion;
    }

    @Override
    public SQLDialect dialect() {
        return SQLDialect.H2;
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public Pool open(Upgrading upgrading) throws SQLException {
        createFolders();
        var lock = DataLock.take(dataDirectory);
        try {
            var pool = new H2Pool(openFile(upgrading), lock);
            try (var probe = pool.source().getConnection()) {
                return pool;
            }
        } catch (SQLException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void createFolders() {
        try {
            DurableFiles.createPrivately(dataDirectory);
            DurableFiles.createPrivately(dataDirectory.resolve("db"));
        } catch (IOException e) {
            throw new StorageException(
                    "The data directory (" + dataDirectory + ") cannot be created: " + e.getMessage()
                            + ". Choose another one with --data.",
                    e);
        }
    }

    /** Holds the lock from before the old file is read until the new one is in its place. */
    void exchange(FileExchange exchange, Clock clock) {
        createFolders();
        var file = new H2File(dataDirectory);
        try (var lock = DataLock.take(dataDirectory)) {
            DurableFiles.deleteTree(file.workshop());
            DurableFiles.createPrivately(file.workshop());
            var finished = exchange.make(file.workshop());
            if (Files.exists(file.path())) {
                keep(file, exchange, clock);
            }
            file.replaceBy(finished);
        } catch (IOException e) {
            throw new StorageException(
                    "The database in (" + dataDirectory + ") cannot be replaced: " + e + ". It is as it was.", e);
        }
    }

    private void keep(H2File file, FileExchange exchange, Clock clock) throws IOException {
        var pool = file.openAsIs();
        try (var connection = pool.getConnection()) {
            begin(connection, Tx.Mode.SNAPSHOT);
            exchange.keep(Database.context(connection, this, Tx.Mode.SNAPSHOT, clock));
        } catch (SQLException e) {
            exchange.keepUnreadable(file.path(), e);
        } finally {
            closeQuietly(pool);
        }
    }

    /** A file that cannot be opened cannot be closed in order either; it is replaced in any case. */
    private static void closeQuietly(JdbcConnectionPool pool) {
        try {
            H2File.shutDown(pool);
        } catch (SQLException e) {
            LOG.debug("The replaced database did not close in order.", e);
        }
    }

    private JdbcConnectionPool openFile(Upgrading upgrading) throws SQLException {
        var file = new H2File(dataDirectory);
        try {
            return schemaVersion.isPresent()
                    ? file.openAt(schemaVersion.getAsInt())
                    : file.openNewest(upgrading::begins);
        } catch (IOException e) {
            throw new StorageException(
                    "The database in (" + dataDirectory + ") cannot be brought to the newest schema: " + e
                            + ". It is as it was. Maybe the disk is full: an upgrade needs room for a copy.",
                    e);
        }
    }

    @Override
    public void begin(Connection connection, Tx.Mode mode) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(
                mode == Tx.Mode.SNAPSHOT ? SNAPSHOT_ISOLATION : Connection.TRANSACTION_READ_COMMITTED);
    }

    /**
     * {@code CHECKPOINT SYNC} alone does not do it: a commit that the background thread of H2 has just taken up counts as
     * saved while it still waits to be written, and then the file is forced without it. On a busy machine power cuts lost
     * confirmed changes that way. So the file is forced as an operation of the store, which lets all writes end first,
     * with a header that leads to what was written ({@link H2Header}).
     * The query at the end is needed because with the file already closed by an error the forcing reports success.
     */
    @Override
    public void sync(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
            var store = H2Header.store(connection);
            store.executeFilestoreOperation(() -> {
                // What the header leads to must be on disk before the header is.
                store.sync();
                H2Header.write(store);
                store.sync();
            });
            statement.execute("select 1");
        } catch (MVStoreException e) {
            throw new SQLException(e.getMessage(), null, ErrorCode.IO_EXCEPTION_1, e);
        }
    }

    @Override
    public Fault fault(SQLException e) {
        return STORAGE_ERRORS.contains(e.getErrorCode()) ? Fault.DAMAGED : Fault.NONE;
    }

    @Override
    public boolean remote() {
        return false;
    }

    @Override
    public String openingFailed(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                return DataLock.alreadyRunning(dataDirectory);
            }
        }
        return "The database in (" + dataDirectory + ") cannot be opened: " + e.getMessage();
    }

    private record H2Pool(JdbcConnectionPool pool, DataLock lock) implements Pool {
        @Override
        public DataSource source() {
            return pool;
        }

        @Override
        public int inUse() {
            return pool.getActiveConnections();
        }

        @Override
        public void close() throws SQLException {
            try (lock) {
                H2File.shutDown(pool);
            }
        }

        @Override
        public void drop() {
            try (lock) {
                pool.dispose();
            }
        }
    }
}
