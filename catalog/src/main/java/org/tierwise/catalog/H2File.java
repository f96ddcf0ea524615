package org.tierwise.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcConnectionPool;
import org.tierwise.migrations.SchemaMigrations;

/**
 * The database file of a data folder and how it gets the newest schema.
 *
 * <p>H2 commits each statement that changes a table by itself, so a migration that is killed in its middle would leave
 * a schema between two versions, which no later start could finish. Therefore the file in use is never migrated. A copy
 * beside it is, and when that is complete, closed and on disk it takes the place of the file by one atomic rename. A
 * crash at any moment leaves the old file or the new one, and the next start removes the rest of the copy. Putting the
 * backup back instead would need a second correct step after the crash, by a program that may not be the one that
 * crashed; a rename needs none. It costs disk space for one more database while it lasts.
 */
final class H2File {
    /** Names as PostgreSQL has them; and H2 must not compact the file by itself: see {@link H2Compaction}. */
    static final String OPTIONS = ";DB_CLOSE_ON_EXIT=FALSE;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";AUTO_COMPACT_FILL_RATE=0;MAX_COMPACT_TIME=0";

    private static final String NAME = "tierwise";
    private static final String SUFFIX = ".mv.db";

    private final Path folder;

    H2File(Path dataDirectory) {
        folder = dataDirectory.resolve("db");
    }

    /** Told before a database that holds data is upgraded. */
    interface Upgrading {
        void begins(JdbcConnectionPool old, SchemaMigrations.Progress progress) throws SQLException;
    }

    Path path() {
        return folder.resolve(NAME + SUFFIX);
    }

    /** A folder beside the file, so on the same file system, for what may become the file. */
    Path workshop() {
        return folder.resolve("next");
    }

    /** Opens it with the newest schema, and makes it if there is none. */
    JdbcConnectionPool openNewest(Upgrading upgrading) throws SQLException, IOException {
        DurableFiles.deleteTree(workshop());
        if (!Files.exists(path())) {
            migrateBeside(false);
        }
        H2Compaction.run(this, H2Compaction.SMALL_BYTES);
        var pool = pool(folder);
        try {
            var progress = SchemaMigrations.progress(pool);
            refuseTheFuture(progress);
            if (progress.pending().isEmpty()) {
                SchemaMigrations.apply(pool);
                return pool;
            }
            upgrading.begins(pool, progress);
            shutDown(pool);
        } catch (SQLException | RuntimeException e) {
            pool.dispose();
            throw e;
        }
        migrateBeside(true);
        return pool(folder);
    }

    /** Opens the file as it is, migrated in place up to this version: for scratch folders. */
    JdbcConnectionPool openAt(int schemaVersion) {
        var pool = pool(folder);
        try {
            if (schemaVersion > 0) {
                SchemaMigrations.applyUpTo(pool, schemaVersion);
            }
            return pool;
        } catch (RuntimeException e) {
            pool.dispose();
            throw e;
        }
    }

    private void migrateBeside(boolean copy) throws SQLException, IOException {
        DurableFiles.createPrivately(workshop());
        var next = workshop().resolve(NAME + SUFFIX);
        if (copy) {
            Files.copy(path(), next);
        }
        var pool = pool(workshop());
        try {
            SchemaMigrations.apply(pool);
            shutDown(pool);
        } finally {
            pool.dispose();
        }
        replaceBy(next);
    }

    /** Opens it as it is. */
    JdbcConnectionPool openAsIs() {
        return pool(folder);
    }

    /** Puts a closed file, which must be in the {@link #workshop}, in the place of this one. */
    void replaceBy(Path finished) throws IOException {
        DurableFiles.moveIntoPlace(finished, path());
        DurableFiles.deleteTree(workshop());
    }

    static void refuseTheFuture(SchemaMigrations.Progress progress) {
        if (progress.fromTheFuture()) {
            throw new StorageException(
                    "The database has schema " + progress.current() + ", and this Tierwise knows only "
                            + progress.newest() + ". It was written by a newer version: start that one.",
                    null);
        }
    }

    private static JdbcConnectionPool pool(Path folder) {
        var url = "jdbc:h2:file:" + folder.resolve(NAME) + OPTIONS;
        var pool = JdbcConnectionPool.create(url, "sa", "");
        pool.setMaxConnections(Tx.READERS + 2);
        return pool;
    }

    /** Closes the file in order: everything is in it. */
    static void shutDown(JdbcConnectionPool pool) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } finally {
            pool.dispose();
        }
    }
}
