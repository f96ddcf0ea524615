package org.tierwise.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.engine.Constants;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.mvstore.MVStoreException;
import org.jooq.SQLDialect;

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

    private final Path dataDirectory;

    H2Engine(Path dataDirectory) {
        // A semicolon would end the file name and begin a setting of the database.
        if (dataDirectory.toString().contains(";")) {
            throw new IllegalArgumentException(
                    "The data directory (" + dataDirectory + ") must not contain a semicolon. Choose another name.");
        }
        this.dataDirectory = dataDirectory.toAbsolutePath();
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
    public Pool open() throws SQLException {
        createPrivately(dataDirectory);
        createPrivately(dataDirectory.resolve("db"));
        var url = "jdbc:h2:file:" + dataDirectory.resolve("db").resolve("tierwise")
                + ";DB_CLOSE_ON_EXIT=FALSE;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        var pool = JdbcConnectionPool.create(url, "sa", "");
        pool.setMaxConnections(Tx.READERS + writers() + 1);
        try (var probe = pool.getConnection()) {
            return new H2Pool(pool);
        } catch (SQLException e) {
            pool.dispose();
            throw e;
        }
    }

    private static void createPrivately(Path directory) {
        try {
            if (Files.isDirectory(directory)) {
                return;
            }
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new StorageException(
                    "The data directory (" + directory + ") cannot be created: " + e.getMessage()
                            + ". Choose another one with --data.",
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
     * confirmed changes that way. So the file is forced as an operation of the store, which lets all writes end first.
     * The query at the end is needed because with the file already closed by an error the forcing reports success.
     */
    @Override
    public void sync(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
            var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            var store = session.getDatabase().getStore().getMvStore();
            store.executeFilestoreOperation(store::sync);
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
                return "Tierwise is already running with the data directory (" + dataDirectory
                        + "). Stop it first, or choose another directory with --data.";
            }
        }
        return "The database in (" + dataDirectory + ") cannot be opened: " + e.getMessage();
    }

    private record H2Pool(JdbcConnectionPool pool) implements Pool {
        @Override
        public DataSource source() {
            return pool;
        }

        @Override
        public void close() throws SQLException {
            try (var connection = pool.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            } finally {
                pool.dispose();
            }
        }

        @Override
        public void drop() {
            pool.dispose();
        }
    }
}
