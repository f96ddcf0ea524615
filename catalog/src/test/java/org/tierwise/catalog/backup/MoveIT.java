package org.tierwise.catalog.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tierwise.catalog.schema.Tables.ROUND_TRIP;
import static org.tierwise.catalog.schema.Tables.WORKSPACE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.schema.DefaultSchema;
import org.tierwise.catalog.testing.TestDatabases;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/** A database goes to the other kind and back. */
final class MoveIT {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Stamp STAMP = new Stamp("test", null);

    @TempDir
    Path folder;

    private Path export(Database database, String name) {
        var file = folder.resolve(name);
        BackupFiles.exportAll(database, file, false, STAMP);
        return file;
    }

    private Restore restoreInto(String data) {
        return new Restore(folder.resolve(data), "test", CLOCK);
    }

    @Test
    void h2_to_postgres_to_h2_gives_the_identical_export() throws Exception {
        Path first;
        try (var h2 = Database.openIn(folder.resolve("a"), CLOCK)) {
            h2.tx().writing(ctx -> RandomRows.fill(ctx.dsl(), 12, 1));
            first = export(h2, "first.zip");
        }
        var url = TestDatabases.postgresUrl();
        assertThat(restoreInto("pg")
                        .intoPostgres(first, url, false)
                        .manifest()
                        .contents()
                        .size())
                .isGreaterThan(100);
        Path second;
        try (var postgres = Database.openAt(url, CLOCK)) {
            second = export(postgres, "second.zip");
        }
        assertThat(restoreInto("b").intoFolder(second, false).kept()).isNull();
        try (var h2 = Database.openIn(folder.resolve("b"), CLOCK)) {
            var third = export(h2, "third.zip");
            assertThat(Files.mismatch(first, second)).isEqualTo(-1);
            assertThat(Files.mismatch(first, third)).isEqualTo(-1);
            assertThat(Scratch.contents(h2).rows())
                    .allSatisfy((table, count) -> assertThat(count).as(table).isPositive());
        }
    }

    @Test
    void the_next_row_gets_a_number_that_none_ever_had() {
        Path export;
        try (var h2 = Database.openIn(folder.resolve("a"), CLOCK)) {
            h2.tx().writing(ctx -> {
                var rooms = new WorkspaceRepository(ctx);
                rooms.insert("kept", Workspace.Kind.OWN);
                assertThat(rooms.delete(
                                rooms.insert("removed", Workspace.Kind.OWN).id()))
                        .isTrue();
            });
            export = export(h2, "export.zip");
        }
        var url = TestDatabases.postgresUrl();
        restoreInto("pg").intoPostgres(export, url, false);
        restoreInto("b").intoFolder(export, false);
        try (var postgres = Database.openAt(url, CLOCK);
                var h2 = Database.openIn(folder.resolve("b"), CLOCK)) {
            for (var database : List.of(postgres, h2)) {
                assertThat(database.tx()
                                .write(ctx -> new WorkspaceRepository(ctx).insert("new", Workspace.Kind.OWN))
                                .id())
                        .isEqualTo(3);
            }
        }
    }

    /** UTF-16 puts the emoji before the private character, UTF-8 and PostgreSQL after it. */
    @Test
    void rows_are_in_the_same_order_whatever_characters_their_keys_have() throws Exception {
        Path first;
        try (var h2 = Database.openIn(folder.resolve("a"), CLOCK)) {
            h2.tx().writing(ctx -> {
                long room = new WorkspaceRepository(ctx).ensureOwn().id();
                for (var key : List.of("😀", "\uE000", "é", "z", "Z", "_", "ä b", "a")) {
                    int added = ctx.dsl()
                            .insertInto(ROUND_TRIP)
                            .set(ROUND_TRIP.WORKSPACE_ID, room)
                            .set(ROUND_TRIP.FROM_ID, key)
                            .set(ROUND_TRIP.TO_ID, "x")
                            .set(ROUND_TRIP.P50_MS, 1.5)
                            .set(ROUND_TRIP.KIND, "MEASURED")
                            .set(ROUND_TRIP.SOURCE, "half a pair: \uD83D")
                            .set(ROUND_TRIP.AS_OF, "2026")
                            .set(ROUND_TRIP.UPDATED_AT, ctx.now())
                            .execute();
                    assertThat(added).isOne();
                }
            });
            first = export(h2, "first.zip");
            h2.tx()
                    .writing(ctx -> assertThat(ctx.dsl()
                                    .update(ROUND_TRIP)
                                    .set(ROUND_TRIP.SOURCE, "s")
                                    .execute())
                            .isEqualTo(8));
            var portable = export(h2, "portable.zip");
            var url = TestDatabases.postgresUrl();
            restoreInto("pg").intoPostgres(portable, url, false);
            try (var postgres = Database.openAt(url, CLOCK)) {
                assertThat(Files.mismatch(portable, export(postgres, "second.zip")))
                        .isEqualTo(-1);
            }
        }
        restoreInto("b").intoFolder(first, false);
        try (var h2 = Database.openIn(folder.resolve("b"), CLOCK)) {
            assertThat(Files.mismatch(first, export(h2, "third.zip"))).isEqualTo(-1);
        }
        // What PostgreSQL cannot hold is refused, and nothing of the rest stays.
        var url = TestDatabases.postgresUrl();
        assertThatThrownBy(() -> restoreInto("pg").intoPostgres(first, url, false))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("round_trip")
                .hasMessageContaining("half a surrogate pair");
        try (var postgres = Database.openAt(url, CLOCK)) {
            assertThat(Scratch.contents(postgres).rows())
                    .containsEntry("round_trip", 0L)
                    .containsEntry("workspace", 0L);
        }
    }

    @Test
    void every_table_and_column_of_the_schema_is_moved() {
        var expected = DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
                .map(table -> table.getName()
                        + Arrays.stream(table.fields()).map(Named::getName).toList())
                .sorted()
                .toList();
        try (var h2 = TestDatabases.h2(CLOCK);
                var postgres = TestDatabases.postgres(CLOCK)) {
            for (var database : List.of(h2, postgres)) {
                var schema = database.tx().read(ctx -> new SchemaSql(ctx.dsl()).read());
                var found = schema.tables().stream()
                        .map(table -> table.name()
                                + table.columns().stream()
                                        .map(Table.Column::name)
                                        .toList());
                assertThat(found.sorted().toList()).isEqualTo(expected);
                assertThat(schema.version()).isEqualTo(database.schema().newest());
                assertThat(database.schema().pending()).isEmpty();
            }
        }
    }

    @Test
    void an_export_holds_what_was_there_at_one_instant_and_a_filled_database_is_not_overwritten() {
        var url = TestDatabases.postgresUrl();
        Path export;
        try (var postgres = Database.openAt(url, CLOCK)) {
            postgres.tx().writing(ctx -> new WorkspaceRepository(ctx).insert("first", Workspace.Kind.OWN));
            export = export(postgres, "export.zip");
            postgres.tx().writing(ctx -> new WorkspaceRepository(ctx).insert("second", Workspace.Kind.OWN));
        }
        assertThatThrownBy(() -> restoreInto("pg").intoPostgres(export, url, false))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("not empty")
                .hasMessageContaining("--replace");
        assertThat(names(url)).containsExactly("first", "second");

        var kept = Objects.requireNonNull(
                restoreInto("pg").intoPostgres(export, url, true).kept());
        assertThat(names(url)).containsExactly("first");
        restoreInto("pg").intoPostgres(kept, url, true);
        assertThat(names(url)).containsExactly("first", "second");
    }

    private static List<String> names(String url) {
        try (var postgres = Database.openAt(url, CLOCK)) {
            return postgres.tx()
                    .read(ctx -> ctx.dsl()
                            .select(WORKSPACE.NAME)
                            .from(WORKSPACE)
                            .orderBy(WORKSPACE.ID)
                            .fetch(WORKSPACE.NAME));
        }
    }

    @Test
    void the_backup_of_an_embedded_database_goes_into_postgres_too() {
        var backup = folder.resolve("backup.zip");
        try (var h2 = Database.openIn(folder.resolve("a"), CLOCK)) {
            h2.tx().writing(ctx -> new WorkspaceRepository(ctx).insert("moved", Workspace.Kind.OWN));
            BackupFiles.backUp(h2, backup, false, STAMP);
        }
        var url = TestDatabases.postgresUrl();
        restoreInto("pg").intoPostgres(backup, url, false);
        assertThat(names(url)).containsExactly("moved");
        assertThat(leftIn(Backups.folderIn(folder.resolve("pg")))).isEmpty();
    }

    private static List<Path> leftIn(Path backups) {
        try (Stream<Path> files = Files.list(backups)) {
            return files.toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
