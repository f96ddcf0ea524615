package org.tierwise.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.tierwise.migrations.SchemaMigrations;

/** What differs between the databases. */
sealed interface Engine permits H2Engine, PostgresEngine {
    SQLDialect dialect();

    int writers();

    /** Opens the pool of connections to a database that has the newest schema then. */
    Pool open(Upgrading upgrading) throws SQLException;

    /** Told before the schema of a database that holds data is changed. If it throws, nothing is changed. */
    interface Upgrading {
        void begins(DataSource old, SchemaMigrations.Progress progress) throws SQLException;
    }

    /** Isolation and access mode of the transaction that begins. */
    void begin(Connection connection, Tx.Mode mode) throws SQLException;

    /** Makes what was committed survive a crash. */
    void sync(Connection connection) throws SQLException;

    /** True if the error says that the storage itself failed, so that nothing after it may be trusted. */
    boolean storageFailed(SQLException e);

    /** A sentence for people on why it could not be opened. */
    String openingFailed(Throwable e);

    /** An open database. */
    interface Pool {
        DataSource source();

        /** Orderly end: everything is on disk. */
        void close() throws SQLException;

        /** Lets go after a storage error; throws nothing. */
        void drop();
    }
}
