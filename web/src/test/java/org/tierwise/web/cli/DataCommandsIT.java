package org.tierwise.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.backup.BackupFile;
import org.tierwise.catalog.backup.Backups;
import org.tierwise.catalog.testing.TestDatabases;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;
import org.tierwise.web.TestServer;

/** The commands on the data as a whole, also beside a running server. */
final class DataCommandsIT {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path data;

    @BeforeEach
    void name() {
        data = folder.resolve("data");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return RootCommand.with(
                        new BackupCommand(CLOCK),
                        new RestoreCommand(CLOCK),
                        new ExportAllCommand(CLOCK),
                        new ImportAllCommand(CLOCK),
                        new MigrateCommand(CLOCK),
                        new CreateOperatorCommand(CLOCK),
                        new VerifyCommand(CLOCK))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private void fill(String name) {
        try (var database = Database.openIn(data, CLOCK)) {
            database.tx().writing(ctx -> new WorkspaceRepository(ctx).insert(name, Workspace.Kind.OWN));
        }
    }

    @Test
    void an_operator_who_is_made_before_the_first_start_leaves_a_log_that_is_sound() {
        var input = System.in;
        System.setIn(new ByteArrayInputStream("correct horse battery staple\n".getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(run(
                            "create-operator",
                            "--email",
                            "op@example.com",
                            "--name",
                            "Op",
                            "--password-stdin",
                            "--data",
                            data.toString()))
                    .as(err.toString())
                    .isZero();
        } finally {
            System.setIn(input);
        }
        try (var server = TestServer.start(data).signedIn()) {
            assertThat(server.get("/activity").statusCode()).isEqualTo(200);
        }
        assertThat(run("verify", "--data", data.toString()))
                .as(out.toString() + err)
                .isZero();
    }

    @Test
    void a_database_is_backed_up_and_restored() {
        fill("mine");
        assertThat(run("backup", at("b.zip"), "--data", data.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).startsWith("Wrote " + at("b.zip")).contains("rows in");
        assertThat(run("backup", at("b.zip"), "--data", data.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("exists").contains("--replace");
        assertThat(run("backup", at("b.zip"), "--data", data.toString(), "--replace"))
                .isZero();

        assertThat(run("restore", at("b.zip"), "--data", data.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("There is a database in (" + data).contains("--replace");
        assertThat(run("restore", at("b.zip"), "--data", at("other"))).isZero();
        assertThat(out.toString()).contains("into " + at("other"));
        fill("second");
        assertThat(run("restore", at("b.zip"), "--data", data.toString(), "--replace"))
                .isZero();
        assertThat(out.toString()).contains("What was there is kept in " + data.resolve("backups"));
        try (var database = Database.openIn(data, CLOCK)) {
            int rooms = database.tx()
                    .read(ctx -> new WorkspaceRepository(ctx).list().size());
            assertThat(rooms).isOne();
        }
    }

    @Test
    void a_database_moves_to_postgres_and_back_and_the_exports_are_the_same() throws Exception {
        fill("mine");
        var url = TestDatabases.postgresUrl();
        assertThat(run("export-all", at("1.zip"), "--data", data.toString())).isZero();
        assertThat(run("import-all", at("1.zip"), "--data", at("pg"), "--database", url))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("into the PostgreSQL database").doesNotContain(url);
        assertThat(run("import-all", at("1.zip"), "--data", at("pg"), "--database", url))
                .isEqualTo(2);
        assertThat(err.toString()).contains("not empty");
        assertThat(run("export-all", at("2.zip"), "--data", at("pg"), "--database", url))
                .isZero();
        assertThat(run("import-all", at("2.zip"), "--data", at("back"))).isZero();
        assertThat(run("export-all", at("3.zip"), "--data", at("back"))).isZero();
        assertThat(Files.mismatch(folder.resolve("1.zip"), folder.resolve("2.zip")))
                .isEqualTo(-1);
        assertThat(Files.mismatch(folder.resolve("1.zip"), folder.resolve("3.zip")))
                .isEqualTo(-1);

        assertThat(run("backup", at("pg.zip"), "--data", at("pg"), "--database", url))
                .isZero();
        assertThat(run("restore", at("pg.zip"), "--data", at("from-pg"))).isZero();
    }

    @Test
    void a_running_server_makes_the_backup_itself_and_is_not_replaced() {
        try (var server = TestServer.start(data).signedIn()) {
            assertThat(run("backup", at("b.zip"), "--data", data.toString()))
                    .as(err.toString())
                    .isZero();
            assertThat(run("export-all", at("e.zip"), "--data", data.toString()))
                    .isZero();
            assertThat(run("restore", at("b.zip"), "--data", data.toString(), "--replace"))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("Tierwise is already running").contains("Stop it first");
            assertThat(run("migrate", "--data", data.toString())).isEqualTo(2);
            assertThat(err.toString()).contains("Tierwise is already running");

            assertThat(server.post("/admin/backup", Map.of()).statusCode()).isEqualTo(303);
            assertThat(Backups.list(data)).extracting(BackupFile::reason).containsExactly(BackupFile.Reason.ASKED);
        }
        assertThat(run("restore", at("b.zip"), "--data", at("copy"))).isZero();
        assertThat(run("import-all", at("e.zip"), "--data", at("copy2"))).isZero();
        assertThat(run("import-all", at("b.zip"), "--data", at("copy3"))).isEqualTo(2);
        assertThat(err.toString()).contains("Use restore");
    }

    @Test
    void migrate_tells_what_it_would_do_tries_it_and_does_it() {
        Database.openScratch(data, 1, CLOCK).close();
        assertThat(run("migrate", "--dry-run", "--data", data.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("is 1, the newest is")
                .contains("would apply V2 (inventory import)")
                .contains("every row was kept. Nothing was changed.");
        assertThat(run("migrate", "--data", data.toString())).isZero();
        assertThat(out.toString()).contains("applying V2").contains("The backup before it is " + data);
        assertThat(run("migrate", "--dry-run", "--data", data.toString())).isZero();
        assertThat(out.toString()).contains("nothing to apply");
    }

    @Test
    void what_cannot_be_done_is_told_in_one_line() throws Exception {
        assertThat(run("backup", at("b.zip"), "--data", at("nothing"))).isEqualTo(2);
        assertThat(err.toString()).contains("There is no database in (" + at("nothing"));
        assertThat(folder.resolve("nothing")).doesNotExist();
        Files.writeString(folder.resolve("text.zip"), "no backup");
        assertThat(run("restore", at("text.zip"), "--data", at("x"))).isEqualTo(2);
        assertThat(err.toString()).contains("is not a backup of Tierwise");
        assertThat(run("backup", at("b.zip"), "--database", "jdbc:h2:mem:x")).isEqualTo(2);
        assertThat(err.toString()).contains("must begin with jdbc:postgresql:");
        assertThat(run("backup")).isEqualTo(2);
        assertThat(run("restore", "--help")).isZero();
    }
}
