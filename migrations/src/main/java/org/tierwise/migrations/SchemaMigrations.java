package org.tierwise.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** Brings a database to the newest schema, and says how far it is. The only class that knows Flyway. */
public final class SchemaMigrations {
    /** What Flyway notes for itself; no data of ours. */
    public static final String HISTORY_TABLE = "flyway_schema_history";

    private SchemaMigrations() {}

    /** One step of the schema. */
    public record Step(int version, String description) {
        @Override
        public String toString() {
            return "V" + version + " (" + description + ")";
        }
    }

    /**
     * How far the schema of a database is.
     *
     * @param current version of the last step that was applied; 0 for an empty database
     * @param newest version of the last step that this program knows
     * @param pending what is to be applied, in order
     */
    public record Progress(int current, int newest, List<Step> pending) {
        public Progress {
            pending = List.copyOf(pending);
        }

        /** True if a newer version of this program made the schema: this one must not touch it. */
        public boolean fromTheFuture() {
            return current > newest;
        }
    }

    /** Applies every migration that the database does not have yet, and checks that those it has are ours. */
    public static void apply(DataSource database) {
        flyway(database, "latest").migrate();
    }

    /** Applies migrations up to this version and no further: for the data of older versions. */
    public static void applyUpTo(DataSource database, int version) {
        // The question mark: a version that is not known is no error, but the end of what is known.
        flyway(database, version + "?").migrate();
    }

    public static Progress progress(DataSource database) {
        var info = flyway(database, "latest").info();
        var current = info.current();
        var pending = Arrays.stream(info.pending()).map(SchemaMigrations::step).toList();
        var newest = Arrays.stream(info.all())
                .filter(known -> known.getState().isResolved())
                .mapToInt(known -> step(known).version())
                .max()
                .orElse(0);
        return new Progress(current == null ? 0 : step(current).version(), newest, pending);
    }

    /** True if the database has exactly the schema of this version. Changes nothing. */
    public static boolean isCurrent(DataSource database) {
        var progress = progress(database);
        return progress.pending().isEmpty() && progress.current() == progress.newest();
    }

    private static Step step(MigrationInfo info) {
        var version = Objects.requireNonNull(info.getVersion(), "Every migration of ours has a version.");
        return new Step(Integer.parseInt(version.getVersion()), info.getDescription());
    }

    /** Version of the last step applied to the database of this connection, as its open transaction sees it. */
    public static int version(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                // Flyway notes some things without a version.
                var rows = statement.executeQuery(
                        "select version from " + HISTORY_TABLE + " where success = true and version is not null")) {
            int version = 0;
            while (rows.next()) {
                version = Math.max(version, Integer.parseInt(rows.getString(1)));
            }
            return version;
        }
    }

    /** Versions of all steps that this program knows, in order. */
    public static List<Integer> versions(DataSource database) {
        return Arrays.stream(flyway(database, "latest").info().all())
                .filter(known -> known.getState().isResolved())
                .map(known -> step(known).version())
                .toList();
    }

    private static Flyway flyway(DataSource database, String target) {
        return Flyway.configure()
                .loggers("slf4j")
                .dataSource(database)
                .locations("classpath:db/migration")
                .target(target)
                .cleanDisabled(true)
                .load();
    }
}
