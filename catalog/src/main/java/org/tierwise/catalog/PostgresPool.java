package org.tierwise.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The connections to a PostgreSQL server. */
record PostgresPool(HikariDataSource pool, DataSource forMigrations, List<String> warnings, AtomicLong renewed)
        implements Engine.Pool {
    private static final int MIGRATION_SECONDS = 600;
    private static final long RENEW_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String TURNED_OFF =
            "select name from pg_settings where name in ('fsync', 'full_page_writes') and setting = 'off' order by"
                    + " name";

    static PostgresPool open(HikariConfig config, String url) throws SQLException {
        var slow = new PGSimpleDataSource();
        slow.setUrl(url);
        slow.setConnectTimeout(Math.toIntExact(TimeUnit.MILLISECONDS.toSeconds(config.getConnectionTimeout())));
        slow.setSocketTimeout(MIGRATION_SECONDS);
        slow.setTcpKeepAlive(true);
        var pool = new HikariDataSource(config);
        try {
            return new PostgresPool(pool, slow, risks(pool), new AtomicLong(System.nanoTime()));
        } catch (SQLException e) {
            pool.close();
            throw e;
        }
    }

    private static List<String> risks(DataSource source) throws SQLException {
        var risks = new ArrayList<String>();
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var off = statement.executeQuery(TURNED_OFF)) {
            while (off.next()) {
                risks.add("The PostgreSQL server has " + off.getString(1)
                        + " = off: a power cut can lose or damage everything. Turn it on.");
            }
        }
        return List.copyOf(risks);
    }

    @Override
    public DataSource source() {
        return pool;
    }

    @Override
    public int inUse() {
        var now = pool.getHikariPoolMXBean();
        return now == null ? 0 : now.getActiveConnections();
    }

    /** At most once a second: many calls fail at once, and the connections that follow are new. */
    @Override
    public void renew() {
        long before = renewed.get();
        if (System.nanoTime() - before > RENEW_NANOS && renewed.compareAndSet(before, System.nanoTime())) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Breaks what is under way at once; waits for the last bits on a thread of its own. */
    @Override
    public void drop() {
        Thread.ofPlatform().daemon().name("database-drop").start(pool::close);
    }
}
