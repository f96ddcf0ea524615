package org.tierwise.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.job.JobQueue;
import org.tierwise.catalog.schema.Tables;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/**
 * What the file holds at the moment at which a change is confirmed is what a crash in that moment leaves. So the file is
 * copied after each confirmation, and the copy opened: the change must be there, also when the file is full of gaps in
 * which H2 puts its chunks here and there.
 */
final class ConfirmedChangeIT {
    private static final int CHANGES = 120;
    private static final int LARGE = 100_000;

    @TempDir
    Path directory;

    @Test
    void the_file_holds_each_change_from_the_moment_of_its_confirmation() throws Exception {
        try (var database = Database.openIn(directory, Clock.systemUTC())) {
            assertThat(lost(database, true)).isZero();
        }
    }

    @Test
    void forced_as_h2_does_it_the_file_does_not_lead_to_what_was_written_last() throws Exception {
        try (var database = Database.openIn(directory, Clock.systemUTC())) {
            assertThat(lost(database, false)).isPositive();
        }
    }

    /** How many changes were not in the copy. */
    private int lost(Database database, boolean confirmed) throws IOException, SQLException {
        database.tx().writing(ctx -> {
            var room = new WorkspaceRepository(ctx).insert("first", Workspace.Kind.OWN);
            assertThat(new JobQueue(ctx)
                            .enqueue(room.id(), "TEST", "a run", "{}", "test")
                            .attempt())
                    .isZero();
            // Gaps are filled after 45 seconds, which no test waits for.
            assertThat(ctx.dsl().execute("set retention_time 0")).isZero();
        });
        var random = new Random(3);
        int lost = 0;
        for (int i = 0; i < CHANGES; i++) {
            // Larger and smaller ones in turn make gaps of all sizes.
            var checkpoint = Integer.toString(i).repeat(1 + random.nextInt(LARGE));
            change(database, false, "update job set checkpoint = '" + checkpoint + "'");
            change(database, confirmed, "update workspace set name = '" + i + "'");
            if (!confirmed) {
                forcedByH2(database);
            }
            lost += nameInCopy().equals(Integer.toString(i)) ? 0 : 1;
        }
        return lost;
    }

    private static void change(Database database, boolean confirmed, String sql) {
        Tx.Work<Integer> work = ctx -> ctx.dsl().execute(sql);
        int unused = confirmed ? database.tx().write(work) : database.tx().writeUnsynced(work);
    }

    private static void forcedByH2(Database database) {
        int unused = database.tx().writeUnsynced(ctx -> ctx.dsl().execute("checkpoint sync"));
    }

    private String nameInCopy() throws IOException, SQLException {
        var copy = directory.resolve("copy");
        Files.copy(
                directory.resolve("db").resolve("tierwise.mv.db"),
                Path.of(copy + ".mv.db"),
                StandardCopyOption.REPLACE_EXISTING);
        try (var connection =
                        DriverManager.getConnection("jdbc:h2:file:" + copy + ";DATABASE_TO_LOWER=TRUE", "sa", "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select name from " + Tables.WORKSPACE.getName() + " order by id limit 1")) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
