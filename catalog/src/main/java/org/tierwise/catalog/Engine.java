package org.tierwise.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.tierwise.migrations.SchemaMigrations;

/** What differs between the databases. */
sealed interface Engine permits H2Engine, PostgresEngine {
    /** What an error says about the database. */
    enum Fault {
        /** Nothing: the statement was wrong, or a rule of the schema refused it. */
        NONE,
        /** Another transaction was in the way; the same once more may succeed. */
        CONFLICT,
        /** It cannot do it now: a lock is held too long, or its disk is full. The connection is good. */
        BUSY,
        /** The connection is gone, and others may be. */
        UNREACHABLE,
        /** The storage itself failed: nothing that the open file says may be trusted. */
        DAMAGED
    }

    SQLDialect dialect();

    int writers();

    /** Opens the pool of connections to a database that has the newest schema then. */
    Pool open(Upgrading upgrading) throws SQLException;

    /** Told before the schema of a database that holds data is changed. If it throws, nothing is changed. */
    interface Upgrading {
        void begins(DataSource old, SchemaMigrations.Progress progress) throws SQLException;
    }

    /** True for a server at the other end of a network, which comes back by itself. */
    boolean remote();

    /** Isolation and access mode of the transaction that begins. */
    void begin(Connection connection, Tx.Mode mode) throws SQLException;

    /** Makes what was committed survive a crash. */
    void sync(Connection connection) throws SQLException;

    Fault fault(SQLException e);

    /** A sentence for people on why it could not be opened. */
    String openingFailed(Throwable e);

    /** An open database. */
    interface Pool {
        DataSource source();

        /** Connections that somebody has taken and not given back. */
        int inUse();

        /** Connections whose statements may take minutes. */
        default DataSource forMigrations() {
            return source();
        }

        /** What about the database puts data at risk; one sentence each. */
        default List<String> warnings() {
            return List.of();
        }

        /** Lets go of connections that are probably as dead as the one that has just failed. */
        default void renew() {}

        /** Orderly end: everything is on disk. */
        void close() throws SQLException;

        /** Lets go after a storage error; throws nothing. */
        void drop();
    }
}
