package org.tierwise.catalog.backup;

import org.jooq.DSLContext;
import org.jooq.SQLDialect;

/**
 * Gives one transaction more time than a page has: a server that sorts a large table sends nothing meanwhile, and while
 * a file is written nothing is asked of the server.
 */
final class LongWorkSql implements AutoCloseable {
    private static final int SILENCE_MILLIS_MAX = 600_000;

    private final DSLContext db;
    private final boolean remote;
    private int millisBefore;

    LongWorkSql(DSLContext db) {
        this.db = db;
        remote = db.dialect().family() == SQLDialect.POSTGRES;
        if (remote) {
            db.connection(connection -> {
                millisBefore = connection.getNetworkTimeout();
                connection.setNetworkTimeout(Runnable::run, SILENCE_MILLIS_MAX);
                try (var statement = connection.createStatement()) {
                    statement.execute("set local idle_in_transaction_session_timeout = 0");
                }
            });
        }
    }

    /** Call it before the transaction ends. */
    @Override
    public void close() {
        if (remote) {
            db.connection(connection -> connection.setNetworkTimeout(Runnable::run, millisBefore));
        }
    }
}
