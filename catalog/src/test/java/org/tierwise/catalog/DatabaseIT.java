package org.tierwise.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

final class DatabaseIT {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path directory;

    @Test
    void what_was_written_is_there_after_a_restart() {
        Workspace own;
        try (var database = Database.openIn(directory, CLOCK)) {
            own = database.tx().write(ctx -> new WorkspaceRepository(ctx).ensureOwn());
        }
        try (var database = Database.openIn(directory, CLOCK)) {
            List<Workspace> all = database.tx().read(ctx -> new WorkspaceRepository(ctx).list());
            assertThat(all).containsExactly(own);
        }
    }

    @Test
    void the_data_are_readable_by_their_owner_only() throws Exception {
        var data = directory.resolve("new").resolve("data");
        try (var database = Database.openIn(data, CLOCK)) {
            assertThat(database.exclusive()).isTrue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void a_second_process_is_told_that_tierwise_is_running() throws Exception {
        var writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DurabilityWriter.class.getName(),
                        directory.toString(),
                        DurabilityWriter.THROUGH_GATEWAY)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = writer.inputReader()) {
            assertThat(out.readLine()).isNotNull();

            assertThatThrownBy(() -> Database.openIn(directory, CLOCK).close())
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("already running")
                    .hasMessageContaining("--data");
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_storage_error_makes_it_open_the_file_anew() {
        try (var database = Database.openIn(directory, CLOCK)) {
            database.tx().writing(ctx -> new WorkspaceRepository(ctx).ensureOwn());

            // What a full disk or an I/O error does to embedded H2: the file is closed under its users.
            assertThatThrownBy(() -> database.tx().writing(ctx -> {
                        closeUnderItsUsers(ctx);
                        new WorkspaceRepository(ctx).list();
                    }))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("The storage failed");

            List<Workspace> all = database.tx().read(ctx -> new WorkspaceRepository(ctx).list());
            assertThat(all).hasSize(1);
            assertThat(database.health().usable()).isTrue();
        }
    }

    @Test
    void a_storage_that_stays_broken_is_reported_and_comes_back() throws Exception {
        var file = directory.resolve("db").resolve("tierwise.mv.db");
        var hidden = directory.resolve("hidden");
        try (var database = Database.openIn(directory, CLOCK)) {
            database.tx().writing(ctx -> new WorkspaceRepository(ctx).ensureOwn());
            assertThatThrownBy(() -> database.tx().writing(ctx -> {
                        closeUnderItsUsers(ctx);
                        breakFile(file, hidden);
                        new WorkspaceRepository(ctx).list();
                    }))
                    .isInstanceOf(StorageException.class);

            assertThat(database.health().usable()).isFalse();
            assertThat(database.health().message()).isNotBlank();
            assertThatThrownBy(() -> database.tx().read(ctx -> new WorkspaceRepository(ctx).list()))
                    .isInstanceOf(StorageException.class);

            Files.delete(file);
            Files.move(hidden, file);
            Thread.sleep(5_200);
            List<Workspace> all = database.tx().read(ctx -> new WorkspaceRepository(ctx).list());
            assertThat(all).hasSize(1);
            assertThat(database.health().usable()).isTrue();
        }
    }

    /** H2 answers this statement or fails in the middle of it, as it happens; the file is closed either way. */
    private static void closeUnderItsUsers(TxContext ctx) {
        try {
            ctx.dsl().execute("shutdown immediately");
        } catch (DataAccessException e) {
            assertThat(e).hasMessageContaining("already closed");
        }
    }

    private static void breakFile(Path file, Path hidden) {
        try {
            Files.move(file, hidden);
            Files.createDirectory(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_database_url_of_another_kind_is_refused() {
        assertThatThrownBy(() ->
                        Database.openAt("jdbc:h2:tcp://evil/x;INIT=…", CLOCK).close())
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("jdbc:postgresql:");
    }

    @Test
    void a_data_directory_cannot_smuggle_settings_into_the_url() {
        assertThatThrownBy(() -> Database.openIn(directory.resolve("x;INIT=RUNSCRIPT"), CLOCK)
                        .close())
                .hasMessageContaining("semicolon");
    }
}
