package org.tierwise.catalog.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import org.tierwise.catalog.Database;

/** Opens databases that no other test sees. */
public final class TestDatabases {
    private TestDatabases() {}

    /** An H2 file in a new folder of the temporary directory. */
    public static Database h2(Clock clock) {
        try {
            var directory = Files.createTempDirectory("tierwise-h2");
            directory.toFile().deleteOnExit();
            return Database.openIn(directory, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Database h2(Path directory, Clock clock) {
        return Database.openIn(directory, clock);
    }

    /** A new database on the one PostgreSQL server of this Java process. */
    public static Database postgres(Clock clock) {
        return Database.openAt(postgresUrl(), clock);
    }

    /** The JDBC URL of a new, empty database on the one PostgreSQL server of this Java process. */
    public static String postgresUrl() {
        var name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return Server.RUNNING.getJdbcUrl("postgres", name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Started at first use, stopped by its own shutdown hook. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
