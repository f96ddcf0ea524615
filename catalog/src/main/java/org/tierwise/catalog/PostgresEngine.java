package org.tierwise.catalog;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.tierwise.migrations.SchemaMigrations;

/**
 * A PostgreSQL server, for several instances. It is durable by itself; what can fail is the way to it, and a wait for it
 * must end, because a browser waits behind it.
 */
final class PostgresEngine implements Engine {
    private static final int CONNECT_SECONDS = 3;
    /** A server that sends nothing for so long is gone. Longer than any statement of ours between two answers. */
    private static final int SOCKET_SECONDS = 6;

    private static final int POOL_MILLIS = 3_000;
    private static final int VALIDATION_MILLIS = 1_000;

    /**
     * Locks of an instance that froze in the middle of a transaction end before the lease of its job does, so that the
     * next one finds the way free. Waits for a lock end before the patience of a browser does.
     */
    private static final String OPTIONS = "-c lock_timeout=5s -c idle_in_transaction_session_timeout=8s";

    /** Whoever turned it off in the server would have confirmed changes lost by a crash of the server. */
    private static final String DURABLE =
            "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'";

    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");
    /** Lock not available, disk full, out of memory. */
    private static final Set<String> BUSY = Set.of("55P03", "53100", "53200");

    private final String url;
    private final boolean asIs;

    /**
     * @param asIs whether the schema stays what it is
     */
    PostgresEngine(String url, boolean asIs) {
        this.url = PostgresUrl.secured(url);
        this.asIs = asIs;
    }

    @Override
    public SQLDialect dialect() {
        return SQLDialect.POSTGRES;
    }

    @Override
    public int writers() {
        return Tx.POSTGRES_WRITERS;
    }

    @Override
    public boolean remote() {
        return true;
    }

    @Override
    public Pool open(Upgrading upgrading) throws SQLException {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(Tx.READERS + writers() + 1);
        config.setPoolName("tierwise");
        config.setConnectionTimeout(POOL_MILLIS);
        config.setValidationTimeout(VALIDATION_MILLIS);
        config.setConnectionInitSql(DURABLE);
        config.addDataSourceProperty("ApplicationName", "tierwise");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", CONNECT_SECONDS);
        config.addDataSourceProperty("loginTimeout", CONNECT_SECONDS);
        config.addDataSourceProperty("socketTimeout", SOCKET_SECONDS);
        config.addDataSourceProperty("options", OPTIONS);
        var pool = PostgresPool.open(config, url);
        try {
            if (!asIs) {
                upgrade(pool.forMigrations(), upgrading);
            }
            return pool;
        } catch (SQLException | RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** Each migration is one transaction here, so that one that is killed leaves nothing behind. */
    private static void upgrade(DataSource source, Upgrading upgrading) throws SQLException {
        var progress = SchemaMigrations.progress(source);
        H2File.refuseTheFuture(progress);
        if (!progress.pending().isEmpty() && progress.current() > 0) {
            upgrading.begins(source, progress);
        }
        SchemaMigrations.apply(source);
    }

    @Override
    public void begin(Connection connection, Tx.Mode mode) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(!mode.writes());
        connection.setTransactionIsolation(
                mode == Tx.Mode.SNAPSHOT
                        ? Connection.TRANSACTION_REPEATABLE_READ
                        : Connection.TRANSACTION_READ_COMMITTED);
    }

    @Override
    public void sync(Connection connection) {}

    @Override
    public Fault fault(SQLException e) {
        var state = e.getSQLState();
        if (e instanceof SQLTransientConnectionException) {
            return Fault.UNREACHABLE;
        } else if (state == null) {
            return Fault.NONE;
        } else if (CONFLICTS.contains(state)) {
            return Fault.CONFLICT;
        } else if (BUSY.contains(state)) {
            return Fault.BUSY;
        }
        // 08: connection; 57P: the server stops, crashed, starts; 53300: too many connections; 25P03: idle too long in
        // a transaction; 25006: it has become a read-only standby; 58: its own disk or files failed.
        boolean gone = state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("58")
                || Set.of("53300", "25P03", "25006").contains(state);
        return gone ? Fault.UNREACHABLE : Fault.NONE;
    }

    /** Without the URL: it may hold a password. */
    @Override
    public String openingFailed(Throwable e) {
        return "The PostgreSQL database cannot be opened: " + e.getMessage() + ". Maybe --database is misspelt.";
    }
}
