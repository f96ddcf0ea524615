package org.tierwise.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/**
 * The file is copied before, after and in the middle of each write, as a crash at that moment would leave it, and the copy
 * is opened: it must hold what was confirmed last, or what was just being committed.
 */
final class CrashMomentsIT {
    private static final int ROUNDS = Integer.getInteger("tierwise.crash.rounds", 20);
    private static final int SEEDS_MAX = 5;
    private static final int ROWS = 40;
    private static final int LARGE = 60_000;
    private static final int REWRITTEN_BYTES = 1 << 20;

    @TempDir
    Path directory;

    private Random random = new Random(1);
    private String file = "db";
    private String confirmed = "";
    private String beingConfirmed = "";
    private int moments;
    private int lost;
    private boolean looking;

    @AfterEach
    void end() {
        RecordingFile.tell(() -> {});
    }

    @Test
    void a_crash_at_any_moment_leaves_what_was_confirmed() throws Exception {
        changeAndCrash(false);
        System.out.println(moments + " moments, " + lost + " of them lose what was confirmed");
        assertThat(moments).isGreaterThan(10 * ROUNDS);
        assertThat(lost).isZero();
    }

    /** The test can fail: this is what H2 does in the background unless it is told not to. */
    @Test
    void h2_loses_what_was_confirmed_when_it_compacts_its_file() throws Exception {
        for (int seed = 1; seed <= SEEDS_MAX && lost == 0; seed++) {
            random = new Random(seed);
            file = "db" + seed;
            changeAndCrash(true);
        }
        System.out.println(moments + " moments with compaction, " + lost + " of them lose what was confirmed");
        assertThat(lost).isPositive();
    }

    @Test
    void so_h2_compacts_nothing_by_itself() throws Exception {
        try (var database = Database.openIn(directory, Clock.systemUTC())) {
            try (var connection = database.pool().source().getConnection()) {
                assertThat(setting(connection, "AUTO_COMPACT_FILL_RATE")).isEqualTo("0");
                assertThat(setting(connection, "MAX_COMPACT_TIME")).isEqualTo("0");
            }
        }
    }

    @Test
    void a_file_that_is_mostly_unused_is_made_small_before_it_is_opened_and_keeps_its_rows() throws Exception {
        var file = new H2File(directory);
        try (var database = Database.openIn(directory, Clock.systemUTC())) {
            for (int i = 0; i < 60; i++) {
                var noise = noise(400_000);
                int room = i;
                database.tx().writing(ctx -> {
                    var made = new WorkspaceRepository(ctx).insert("room " + room, Workspace.Kind.OWN);
                    assertThat(made.name()).isNotEmpty();
                    int unused = ctx.dsl().execute("create table if not exists noise (t varchar)");
                    unused = ctx.dsl().execute("delete from noise");
                    unused = ctx.dsl().execute("insert into noise values ('" + noise + "')");
                });
            }
        }
        long before = Files.size(file.path());

        H2Compaction.run(file, 1L << 20);

        assertThat(Files.size(file.path())).isLessThan(before / 2);
        assertThat(file.workshop()).doesNotExist();
        try (var database = Database.openIn(directory, Clock.systemUTC())) {
            int rooms = database.tx()
                    .read(ctx -> new WorkspaceRepository(ctx).list().size());
            assertThat(rooms).isEqualTo(60);
        }
        long small = Files.size(file.path());
        H2Compaction.run(file, 0);
        assertThat(Files.size(file.path())).as("a file in order is left alone").isEqualTo(small);
    }

    private String noise(int length) {
        return random.ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void changeAndCrash(boolean compacting) throws Exception {
        var engine = new H2Engine(directory, OptionalInt.empty());
        confirmed = "";
        beingConfirmed = "";
        RecordingFile.tell(() -> {});
        try (var connection = DriverManager.getConnection(
                "jdbc:h2:moments:" + directory.resolve(file).toAbsolutePath() + H2File.OPTIONS, "sa", "")) {
            connection.setAutoCommit(false);
            // Space is used again after 45 seconds, which no test waits for.
            execute(connection, "set retention_time 0");
            // What the background would write, this writes, so that each run is the same.
            execute(connection, "set write_delay 0");
            execute(connection, "create table confirmed (v varchar)");
            execute(connection, "create table filling (id int primary key, t varchar)");
            execute(connection, "insert into confirmed values ('')");
            connection.commit();
            engine.sync(connection);
            RecordingFile.tell(this::crash);
            for (int round = 0; round < ROUNDS; round++) {
                fill(connection);
                beingConfirmed = "round " + round;
                execute(connection, "update confirmed set v = '" + beingConfirmed + "'");
                connection.commit();
                engine.sync(connection);
                confirmed = beingConfirmed;
                if (compacting && round % 5 == 4) {
                    var unused = H2Header.store(connection).compact(90, REWRITTEN_BYTES);
                }
            }
            RecordingFile.tell(() -> {});
        }
    }

    /** Larger and smaller rows in turn make gaps of all sizes; some are written before anybody asks for it. */
    private void fill(Connection connection) throws SQLException {
        for (int i = 0; i < 6; i++) {
            try (var merge = connection.prepareStatement("merge into filling values (?, ?)")) {
                merge.setInt(1, random.nextInt(ROWS));
                merge.setString(2, "x".repeat(random.nextInt(LARGE)));
                merge.execute();
            }
            connection.commit();
            if (random.nextInt(3) == 0) {
                long unused = H2Header.store(connection).commit();
            }
        }
    }

    private void crash() {
        if (looking) {
            return;
        }
        looking = true;
        try {
            moments++;
            var found = inCopy();
            lost += found.equals(confirmed) || found.equals(beingConfirmed) ? 0 : 1;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            looking = false;
        }
    }

    private String inCopy() throws IOException, SQLException {
        var copy = directory.resolve("copy");
        Files.copy(directory.resolve(file + ".mv.db"), Path.of(copy + ".mv.db"), StandardCopyOption.REPLACE_EXISTING);
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + copy + H2File.OPTIONS, "sa", "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select v from confirmed")) {
            return rows.next() ? rows.getString(1) : "nothing";
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select setting_value from information_schema.settings where setting_name = ?")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : "default";
            }
        }
    }
}
