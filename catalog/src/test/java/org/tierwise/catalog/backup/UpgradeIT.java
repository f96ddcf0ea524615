package org.tierwise.catalog.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.backup.BackupFile.Reason;
import org.tierwise.catalog.testing.TestDatabases;
import org.tierwise.migrations.SchemaMigrations;

/**
 * A database of every earlier schema, with rows in every table, comes to the newest one without losing a value, whatever
 * happens on the way.
 */
final class UpgradeIT {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int ROWS = 5;
    /** Tables that a migration gave another name. */
    private static final Map<String, String> RENAMED = Map.of("activity", "activity_before_audit");

    private static final Map<Integer, Path> ORIGINALS = new HashMap<>();

    @TempDir
    static Path originals;

    @TempDir
    Path folder;

    /** All versions but the newest. */
    private static List<Integer> earlierVersions() {
        var memory = JdbcConnectionPool.create("jdbc:h2:mem:versions;DATABASE_TO_LOWER=TRUE", "sa", "");
        var versions = SchemaMigrations.versions(memory);
        memory.dispose();
        return versions.subList(0, versions.size() - 1);
    }

    /** The first and the last in each build, because each takes seconds; all with -Dtierwise.upgrade.all=true. */
    private static List<Integer> versionsForPostgres() {
        var all = earlierVersions();
        return Boolean.getBoolean("tierwise.upgrade.all") ? all : List.of(all.getFirst(), all.getLast());
    }

    /** Makes an H2 database with this schema and rows in each of its tables. */
    private Path filled(String name, int version) {
        var data = folder.resolve(name);
        var original = ORIGINALS.computeIfAbsent(version, UpgradeIT::makeOriginal);
        return Unchecked.io(() -> {
            Files.createDirectories(data.resolve("db"));
            Files.copy(Scratch.fileIn(original), Scratch.fileIn(data));
            return data;
        });
    }

    private static Path makeOriginal(int version) {
        var data = originals.resolve("v" + version);
        try (var database = Database.openScratch(data, version, CLOCK)) {
            database.tx().writing(ctx -> RandomRows.fill(ctx.dsl(), ROWS, version));
        }
        return data;
    }

    /** The rows of a table as text, in these columns. */
    private static List<String> rows(Database database, String name, List<String> columns) {
        return database.tx()
                .snapshot(ctx -> RandomRows.texts(
                        ctx.dsl(), new SchemaSql(ctx.dsl()).read().find(name).orElseThrow(), columns));
    }

    private static Map<String, List<String>> columns(Database database) {
        return database.tx().snapshot(ctx -> {
            var columns = new TreeMap<String, List<String>>();
            for (var table : new SchemaSql(ctx.dsl()).read().tables()) {
                columns.put(
                        table.name(),
                        table.columns().stream().map(Table.Column::name).toList());
            }
            return columns;
        });
    }

    /** Rows before and after, in the columns that there are on both sides. */
    private static void requireEqual(Database old, Database young) {
        var now = columns(young);
        columns(old).forEach((table, columns) -> {
            var newName = now.containsKey(table) ? table : RENAMED.getOrDefault(table, table);
            assertThat(now)
                    .as("a table that is gone must be in RENAMED, and then its rows be kept")
                    .containsKey(newName);
            var common = new ArrayList<>(columns);
            common.retainAll(now.get(newName));
            assertThat(common).as(table).isNotEmpty();
            var before = rows(old, table, common);
            assertThat(before).as(table).hasSizeBetween(1, ROWS);
            assertThat(rows(young, newName, common)).as(table).isEqualTo(before);
        });
    }

    @Test
    void h2_keeps_every_value_from_every_earlier_schema_and_backs_it_up_first() {
        for (int version : earlierVersions()) {
            var data = filled("v" + version, version);
            try (var database = Database.openIn(data, CLOCK, Backups.beforeUpgrade(data, "test", CLOCK))) {
                assertThat(database.schema().pending()).isEmpty();
                var backups = Backups.list(data);
                assertThat(backups).extracting(BackupFile::reason).containsExactly(Reason.UPGRADE);
                try (var archive = Archive.open(backups.getFirst().path());
                        var old = scratch(archive, folder.resolve("old" + version))) {
                    assertThat(archive.contents().schema()).isEqualTo(version);
                    requireEqual(old.database(), database);
                }
            }
        }
    }

    private static Scratch scratch(Archive archive, Path folder) {
        return Unchecked.io(() -> Scratch.of(archive, folder, CLOCK, Stop.NEVER));
    }

    @Test
    void postgres_keeps_every_value_from_earlier_schemas_and_backs_it_up_first() {
        for (int version : versionsForPostgres()) {
            var data = filled("v" + version, version);
            try (var old = Database.openScratch(data, version, CLOCK)) {
                var url = postgresOf(old, version);
                try (var database = Database.openAt(url, CLOCK, Backups.beforeUpgrade(data, "test", CLOCK))) {
                    assertThat(database.schema().pending()).isEmpty();
                    requireEqual(old, database);
                    try (var archive =
                                    Archive.open(Backups.list(data).getFirst().path());
                            var kept = scratch(archive, folder.resolve("old" + version))) {
                        assertThat(archive.contents().kind()).isEqualTo(Manifest.Kind.TABLES);
                        requireEqual(kept.database(), database);
                    }
                }
            }
        }
    }

    /** A new PostgreSQL database with the schema and the rows of this one. */
    private String postgresOf(Database old, int version) {
        var file = folder.resolve("v" + version + ".zip");
        BackupFiles.exportAll(old, file, false, new Stamp("test", null));
        var url = TestDatabases.postgresUrl();
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        SchemaMigrations.applyUpTo(source, version);
        try (var postgres = Database.openAsIs(url, CLOCK);
                var archive = Archive.open(file)) {
            postgres.tx().writing(ctx -> {
                var tables = new TableFiles(ctx.dsl(), Stop.NEVER);
                tables.read(archive);
                tables.restartNumbers(archive.contents());
            });
        }
        return url;
    }

    @Test
    void an_export_of_an_earlier_schema_can_be_imported_into_postgres() {
        for (int version : versionsForPostgres()) {
            var data = filled("v" + version, version);
            try (var old = Database.openScratch(data, version, CLOCK)) {
                var file = folder.resolve("v" + version + ".zip");
                BackupFiles.exportAll(old, file, false, new Stamp("test", null));
                var url = TestDatabases.postgresUrl();
                new Restore(folder.resolve("pg" + version), "test", CLOCK).intoPostgres(file, url, false);
                try (var postgres = Database.openAt(url, CLOCK)) {
                    requireEqual(old, postgres);
                }
            }
        }
    }

    @Test
    void a_trial_tells_whether_the_upgrade_works_and_changes_nothing() throws Exception {
        var data = filled("data", 1);
        var file = Scratch.fileIn(data);
        try (var database = Database.openAsIs(data, CLOCK)) {
            assertThat(UpgradeTrial.differences(database, data, CLOCK)).isEmpty();
            assertThat(database.schema().current()).isEqualTo(1);
        }
        try (var database = Database.openAsIs(data, CLOCK)) {
            // A table that is in the way of a later migration.
            database.tx()
                    .writing(ctx -> assertThat(ctx.dsl().execute("create table sign_in (id bigint primary key)"))
                            .isZero());
            assertThatThrownBy(() -> UpgradeTrial.differences(database, data, CLOCK))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("sign_in");
            assertThat(database.schema().current()).isEqualTo(1);
        }
        assertThat(file).exists();
        assertThat(everythingIn(data)).noneMatch(path -> path.toString().contains("scratch"));
    }

    @Test
    void a_migration_that_fails_leaves_the_database_as_it_was() {
        var data = filled("data", 1);
        try (var database = Database.openAsIs(data, CLOCK)) {
            database.tx()
                    .writing(ctx -> assertThat(ctx.dsl().execute("create table sign_in (id bigint primary key)"))
                            .isZero());
        }
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> Database.openIn(data, CLOCK).close()).isInstanceOf(StorageException.class);
            try (var database = Database.openAsIs(data, CLOCK)) {
                assertThat(database.schema().current()).isEqualTo(1);
                assertThat(Scratch.contents(database).rows()).containsEntry("workload", (long) ROWS);
            }
        }
        try (var database = Database.openAsIs(data, CLOCK)) {
            database.tx()
                    .writing(ctx ->
                            assertThat(ctx.dsl().execute("drop table sign_in")).isZero());
        }
        try (var database = Database.openIn(data, CLOCK)) {
            assertThat(database.schema().pending()).isEmpty();
            assertThat(Scratch.contents(database).rows()).containsEntry("workload", (long) ROWS);
        }
    }

    @Test
    void a_backup_that_fails_stops_the_upgrade() throws Exception {
        var data = filled("data", 1);
        Files.writeString(data.resolve("backups"), "a file where the folder should be");
        assertThatThrownBy(() -> Database.openIn(data, CLOCK, Backups.beforeUpgrade(data, "test", CLOCK))
                        .close())
                .hasMessageContaining("backups");
        try (var database = Database.openAsIs(data, CLOCK)) {
            assertThat(database.schema().current()).isEqualTo(1);
        }
    }

    @Test
    void a_schema_of_the_future_is_refused() throws Exception {
        var data = folder.resolve("data");
        try (var database = Database.openIn(data, CLOCK)) {
            makeFuture(database);
        }
        assertThatThrownBy(() -> Database.openIn(data, CLOCK).close())
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("schema 900")
                .hasMessageContaining("newer version");
        var url = TestDatabases.postgresUrl();
        try (var database = Database.openAt(url, CLOCK)) {
            makeFuture(database);
        }
        assertThatThrownBy(() -> Database.openAt(url, CLOCK).close())
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("schema 900");
    }

    private static void makeFuture(Database database) {
        database.tx()
                .writing(ctx -> assertThat(
                                ctx.dsl()
                                        .execute(
                                                "insert into flyway_schema_history (installed_rank, version, description, type, script,"
                                                        + " checksum, installed_by, installed_on, execution_time, success) values (900, '900',"
                                                        + " 'future', 'SQL', 'V900__future.sql', 1, 'x', current_timestamp, 1, true)"))
                        .isOne());
    }

    /**
     * Starts a process that upgrades, kills it at a random moment, and starts it again. The cycles begin with a copy of
     * the same old file. {@code -Dtierwise.upgrade.kills=N} repeats it more often.
     */
    @Test
    void an_upgrade_that_is_killed_is_completed_by_the_next_start() throws Exception {
        int kills = Integer.getInteger("tierwise.upgrade.kills", 5);
        var original = filled("original", 1);
        var random = new Random(7);
        int unfinished = 0;
        int millis = UpgradeProcess.millisOf(filled("measured", 1).toString(), UpgradeProcess.BESIDE);
        for (int i = 0; i < kills; i++) {
            var data = filled("kill" + i, 1);
            unfinished +=
                    UpgradeProcess.killDuring(data.toString(), UpgradeProcess.BESIDE, random.nextInt(millis)) ? 1 : 0;
            try (var database = Database.openIn(data, CLOCK, Backups.beforeUpgrade(data, "test", CLOCK));
                    var old = Database.openScratch(original, 1, CLOCK)) {
                assertThat(database.schema().pending()).isEmpty();
                requireEqual(old, database);
            }
            assertThat(data.resolve("db").resolve("next")).doesNotExist();
        }
        assertThat(unfinished).as("upgrades that were killed before their end").isPositive();
    }

    /** Each migration is one transaction there. */
    @Test
    void an_upgrade_of_postgres_that_is_killed_is_completed_by_the_next_start() throws Exception {
        var original = filled("original", 1);
        var random = new Random(8);
        int millis = 0;
        int unfinished = 0;
        for (int i = 0; i <= Integer.getInteger("tierwise.upgrade.kills", 2); i++) {
            try (var old = Database.openScratch(original, 1, CLOCK)) {
                Files.deleteIfExists(folder.resolve("v1.zip"));
                var url = postgresOf(old, 1);
                if (millis == 0) {
                    // The first one is not killed: it tells how long the others have.
                    millis = UpgradeProcess.millisOf(url, UpgradeProcess.POSTGRES);
                } else {
                    unfinished +=
                            UpgradeProcess.killDuring(url, UpgradeProcess.POSTGRES, random.nextInt(millis)) ? 1 : 0;
                }
                try (var database = Database.openAt(url, CLOCK)) {
                    assertThat(database.schema().pending()).isEmpty();
                    requireEqual(old, database);
                }
            }
        }
        assertThat(unfinished).as("upgrades that were killed before their end").isPositive();
    }

    /** Also in an upgrade that stops between two statements of one migration, whichever it is. */
    @Test
    void a_file_that_was_migrated_in_place_and_stopped_in_the_middle_would_not_open_any_more() throws Exception {
        var data = filled("data", 1);
        var url = "jdbc:h2:file:" + data.resolve("db/tierwise").toAbsolutePath() + ";DATABASE_TO_LOWER=TRUE";
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement()) {
            // The first statement of V2, which H2 commits before the second begins.
            statement.execute(
                    Files.readString(Path.of("../migrations/src/main/resources/db/migration/V2__inventory_import.sql"))
                            .split(";")[0]);
        }
        assertThatThrownBy(() -> Database.openIn(data, CLOCK).close())
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("import_batch");
    }

    private static List<Path> everythingIn(Path data) throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.toList();
        }
    }
}
