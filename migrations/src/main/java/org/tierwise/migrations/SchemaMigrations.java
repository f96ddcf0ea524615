package org.tierwise.migrations;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database to the newest schema. The only class that knows Flyway. */
public final class SchemaMigrations {
    private SchemaMigrations() {}

    /** Applies every migration that the database does not have yet. */
    public static void apply(DataSource database) {
        flyway(database).migrate();
    }

    /** True if the database has exactly the schema of this version. Changes nothing. */
    public static boolean isCurrent(DataSource database) {
        var info = flyway(database).info();
        var current = info.current();
        return info.pending().length == 0
                && current != null
                && current.getState().isResolved();
    }

    private static Flyway flyway(DataSource database) {
        return Flyway.configure()
                .loggers("slf4j")
                .dataSource(database)
                .locations("classpath:db/migration")
                .cleanDisabled(true)
                .load();
    }
}
