package org.tierwise.migrations;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database to the newest schema. The only class that knows Flyway. */
public final class SchemaMigrations {
    private SchemaMigrations() {}

    /** Applies every migration that the database does not have yet. */
    public static void apply(DataSource database) {
        var flyway = Flyway.configure()
                .loggers("slf4j")
                .dataSource(database)
                .locations("classpath:db/migration")
                .cleanDisabled(true)
                .load();
        flyway.migrate();
    }
}
