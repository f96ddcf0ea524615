package org.tierwise.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.tierwise.migrations.SchemaMigrations;

/** A PostgreSQL server, for several instances. It is durable by itself and repairs itself: nothing to reopen here. */
final class PostgresEngine implements Engine {
    private static final int CONNECT_SECONDS = 5;
    /** Longer than any statement of ours; a server that vanished is noticed after it. */
    private static final int SOCKET_SECONDS = 60;

    private final String url;
    private final boolean asIs;

    /**
     * @param asIs whether the schema stays what it is
     */
    PostgresEngine(String url, boolean asIs) {
        this.url = url;
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
    public Pool open(Upgrading upgrading) throws SQLException {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(Tx.READERS + writers() + 1);
        config.setPoolName("tierwise");
        config.addDataSourceProperty("ApplicationName", "tierwise");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", CONNECT_SECONDS);
        config.addDataSourceProperty("socketTimeout", SOCKET_SECONDS);
        config.addDataSourceProperty("options", "-c lock_timeout=20s -c idle_in_transaction_session_timeout=10min");
        var source = new HikariDataSource(config);
        try {
            if (!asIs) {
                upgrade(source, upgrading);
            }
            return new PostgresPool(source);
        } catch (SQLException | RuntimeException e) {
            source.close();
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
    public boolean storageFailed(SQLException e) {
        return false;
    }

    /** Without the URL: it may hold a password. */
    @Override
    public String openingFailed(Throwable e) {
        return "The PostgreSQL database cannot be opened: " + e.getMessage() + ". Maybe --database is misspelt.";
    }

    private record PostgresPool(HikariDataSource pool) implements Pool {
        @Override
        public DataSource source() {
            return pool;
        }

        @Override
        public void close() {
            pool.close();
        }

        @Override
        public void drop() {
            pool.close();
        }
    }
}
