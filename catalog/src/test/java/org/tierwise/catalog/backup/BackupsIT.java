package org.tierwise.catalog.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.backup.BackupFile.Reason;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.schema.Tables;
import org.tierwise.catalog.testing.RandomPlans;
import org.tierwise.catalog.testing.TestDatabases;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/** The automatic backups, day by day. */
final class BackupsIT {
    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-11-28T08:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @TempDir
    Path data;

    private final SetClock clock = new SetClock();
    private Database database;
    private Backups backups;

    @BeforeEach
    void open() {
        database = Database.openIn(data, clock);
        backups = new Backups(database, data, "test", clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private long planIn(Database where) {
        return where.tx().write(ctx -> {
            long room = new WorkspaceRepository(ctx)
                    .insert("a room", Workspace.Kind.OWN)
                    .id();
            return new PlanRepository(ctx)
                    .insert(room, RandomPlans.plan(1), "owner", null)
                    .id();
        });
    }

    @Test
    void the_first_backup_is_made_and_checked_at_once_and_then_one_a_day_and_one_check_a_week() {
        assertThat(backups.state().lastBackup()).isNull();
        assertThat(backups.state().isGood(clock.instant())).isFalse();
        var start = clock.instant();
        assertThat(planIn(database)).isPositive();

        backups.runDue(Stop.NEVER);
        assertThat(backups.list()).extracting(BackupFile::reason).containsExactly(Reason.DAILY);
        assertThat(backups.state().lastVerifiedAt()).isEqualTo(start);
        assertThat(backups.state().isGood(clock.instant())).isTrue();

        clock.pass(Duration.ofHours(23));
        backups.runDue(Stop.NEVER);
        assertThat(backups.list()).hasSize(1);

        for (int day = 1; day <= 8; day++) {
            clock.pass(Duration.ofHours(day == 1 ? 1 : 24));
            backups.runDue(Stop.NEVER);
            var verified = start.plus(Duration.ofDays(day < 7 ? 0 : 7));
            assertThat(backups.state().lastVerifiedAt()).as("day " + day).isEqualTo(verified);
            assertThat(backups.state().backupAge(clock.instant())).contains(Duration.ZERO);
        }
        // 28 November is a Saturday: 7 days, and the last of the first week and of November, which are older.
        assertThat(backups.list())
                .extracting(backup -> backup.at().toString().substring(5, 10))
                .containsExactly("12-06", "12-05", "12-04", "12-03", "12-02", "12-01", "11-30", "11-29");
        assertThat(data.resolve("backups"))
                .isDirectoryNotContaining(path -> path.toString().contains("scratch"));
    }

    @Test
    void a_clock_that_was_set_back_does_not_end_the_daily_backups() {
        clock.pass(Duration.ofDays(400));
        backups.runDue(Stop.NEVER);
        clock.pass(Duration.ofDays(-400));
        assertThat(backups.state().lastBackup()).isNull();
        backups.runDue(Stop.NEVER);
        assertThat(backups.state().backupAge(clock.instant())).contains(Duration.ZERO);
        assertThat(backups.state().lastVerifiedAt()).isEqualTo(clock.instant());
        clock.pass(Duration.ofDays(1));
        backups.runDue(Stop.NEVER);
        backups.runDue(Stop.NEVER);
        assertThat(backups.list())
                .extracting(backup -> backup.at().toString().substring(0, 10))
                .containsExactly("2028-01-02", "2026-11-29", "2026-11-28");
    }

    @Test
    void the_state_survives_a_restart() {
        backups.runDue(Stop.NEVER);
        var before = backups.state();
        assertThat(new Backups(database, data, "test", clock).state()).isEqualTo(before);
    }

    @Test
    void a_backup_that_fails_is_told_tried_again_after_an_hour_and_forgotten_when_it_works() throws Exception {
        var folder = data.resolve("backups");
        Files.delete(folder);
        Files.writeString(folder, "in the way");

        backups.runDue(Stop.NEVER);
        assertThat(backups.state().error()).startsWith("The last backup failed").contains("backups");
        assertThat(backups.state().failedAt()).isEqualTo(clock.instant());
        assertThat(backups.state().isGood(clock.instant())).isFalse();
        assertThatThrownBy(() -> backups.backUpNow()).isInstanceOf(BackupException.class);
        int rooms =
                database.tx().read(ctx -> new WorkspaceRepository(ctx).list().size());
        assertThat(rooms).isZero();

        Files.delete(folder);
        clock.pass(Duration.ofMinutes(59));
        backups.runDue(Stop.NEVER);
        assertThat(backups.state().error()).isNotEmpty();
        clock.pass(Duration.ofMinutes(1));
        backups.runDue(Stop.NEVER);
        assertThat(backups.state().error()).isEmpty();
        assertThat(backups.list()).hasSize(1);
    }

    @Test
    void a_backup_that_cannot_be_put_back_is_told() throws Exception {
        var file = backups.backUpNow().path();
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> backups.verifyNow()).isInstanceOf(BackupException.class);
        assertThat(backups.state().error())
                .contains(file.getFileName().toString())
                .contains("cannot be used");
        assertThat(backups.state().lastVerifiedAt()).isNull();

        clock.pass(Duration.ofHours(1));
        assertThat(backups.backUpNow().reason()).isEqualTo(Reason.ASKED);
        assertThat(backups.verifyNow()).isTrue();
        assertThat(backups.state().error()).isEmpty();
    }

    @Test
    void a_damaged_plan_is_found_by_the_check() {
        long plan = planIn(database);
        database.tx()
                .writing(ctx -> assertThat(ctx.dsl()
                                .update(Tables.PLAN)
                                .set(Tables.PLAN.SHA256, "0".repeat(64))
                                .where(Tables.PLAN.ID.eq(plan))
                                .execute())
                        .isOne());
        assertThat(backups.backUpNow().reason()).isEqualTo(Reason.ASKED);
        assertThatThrownBy(() -> backups.verifyNow())
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void postgres_is_backed_up_and_checked_too(@TempDir Path other) {
        try (var postgres = TestDatabases.postgres(clock)) {
            assertThat(planIn(postgres)).isPositive();
            var its = new Backups(postgres, other, "test", clock);
            its.runDue(Stop.NEVER);
            assertThat(its.state().error()).isEmpty();
            assertThat(its.state().lastVerifiedAt()).isEqualTo(clock.instant());
            try (var archive = Archive.open(its.list().getFirst().path())) {
                assertThat(archive.contents().kind()).isEqualTo(Manifest.Kind.TABLES);
                assertThat(archive.contents().createdAt()).isEqualTo(clock.instant());
                assertThat(archive.contents().contents().rows()).containsEntry("plan", 1L);
            }
        }
    }

    @Test
    void what_a_crash_left_is_removed_at_the_next_start() throws Exception {
        var scratch = Files.createDirectories(data.resolve("backups/scratch-1/db"));
        Files.writeString(data.resolve("backups/x.zip.part"), "half");
        assertThat(new Backups(database, data, "test", clock).list()).isEmpty();
        assertThat(scratch).doesNotExist();
        assertThat(data.resolve("backups")).isEmptyDirectory();
    }

    @Test
    void a_clock_that_is_set_back_does_not_put_off_the_first_backup_of_a_running_server() throws Exception {
        try (var schedule = new BackupSchedule(backups, data, Duration.ofMillis(100))) {
            schedule.start();
            clock.pass(Duration.ofDays(-400));
            for (int i = 0; i < 600 && backups.list().isEmpty(); i++) {
                Thread.sleep(50);
            }
        }
        assertThat(backups.list()).hasSize(1);
    }

    @Test
    void a_running_server_answers_commands_and_stops_quickly() throws Exception {
        assertThat(planIn(database)).isPositive();
        try (var schedule = new BackupSchedule(backups, data)) {
            schedule.start();
            var requests = new BackupRequests(data);
            var backup = data.resolve("mine.zip");
            requests.ask(false, backup, false);
            requests.ask(true, data.resolve("tables.zip"), false);
            new Verification(clock, Stop.NEVER).verify(backup, data.resolve("scratch"));
            assertThatThrownBy(() -> requests.ask(false, backup, false)).hasMessageContaining("exists");
            assertThat(data.resolve("requests"))
                    .isDirectoryNotContaining(path -> path.toString().endsWith(".failed"));
            long begin = System.nanoTime();
            schedule.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        }
        // Nothing is due in the first minute, so that the first page does not wait.
        assertThat(backups.list()).isEmpty();
    }
}
