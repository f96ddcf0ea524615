package org.tierwise.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.job.JobQueue;
import org.tierwise.catalog.schema.Tables;
import org.tierwise.catalog.testing.SmallDisk;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/**
 * A disk that becomes full under the database and is freed again: nothing that was confirmed is lost, and it works
 * again without a restart. H2 as it comes loses confirmed changes on the same disk.
 */
final class DiskFullIT {
    private static final int DISK_MEGABYTES = 48;
    private static final int RESERVE_MEGABYTES = 16;
    private static final long MEGABYTE = 1024L * 1024;
    private static final String NOISE = "{\"noise\":\"" + "x".repeat(5_000) + "\"}";

    @TempDir
    Path directory;

    @Test
    void the_guard_refuses_changes_before_the_disk_is_full_and_lets_them_pass_when_there_is_room_again()
            throws Exception {
        try (var disk = SmallDisk.mount(directory.resolve("disk"), DISK_MEGABYTES)) {
            var guard = DiskGuard.keeping(disk.folder(), RESERVE_MEGABYTES * MEGABYTE);
            try (var database = Database.openIn(disk.folder(), Clock.systemUTC(), BeforeUpgrade.NOTHING, guard)) {
                var confirmed = new ArrayList<>(writeAtMost(database, 20));
                disk.fillUpTo(RESERVE_MEGABYTES - 2);
                pass(1_100);

                assertThatThrownBy(() -> write(database, "refused"))
                        .isInstanceOf(DiskFullException.class)
                        .hasMessageContaining("14 MB are free")
                        .hasMessageContaining("16 MB are kept in reserve");
                assertThat(titles(database)).containsExactlyElementsOf(confirmed);
                // Signing in and the checkpoints of a run still work, until three quarters of the reserve are used.
                confirmed.add(database.tx().writeEssential(ctx -> insert(ctx, "essential")));
                disk.fillUpTo(2);
                pass(1_100);
                assertThatThrownBy(() -> database.tx().writeEssential(ctx -> insert(ctx, "refused too")))
                        .isInstanceOf(DiskFullException.class);
                assertThat(titles(database)).containsExactlyElementsOf(confirmed);

                disk.free();
                pass(1_100);
                confirmed.add(write(database, "again"));
                assertThat(titles(database)).containsExactlyElementsOf(confirmed);
                assertThat(database.health().usable()).isTrue();
            }
        }
    }

    @Test
    void without_the_guard_a_full_disk_stops_the_writer_but_nothing_that_it_confirmed_is_lost() throws Exception {
        try (var disk = SmallDisk.mount(directory.resolve("disk"), DISK_MEGABYTES)) {
            var noGuard = DiskGuard.keeping(disk.folder(), 0);
            List<String> confirmed;
            try (var database = Database.openIn(disk.folder(), Clock.systemUTC(), BeforeUpgrade.NOTHING, noGuard)) {
                disk.fillUpTo(6);
                confirmed = new ArrayList<>(writeAtMost(database, 20_000));
                assertThat(confirmed).hasSizeBetween(1, 19_999);
                assertThatThrownBy(() -> write(database, "refused")).isInstanceOf(StorageException.class);

                disk.free();
                confirmed.add(writeWithin(database, 10));
                assertThat(database.health().usable()).isTrue();
                assertThat(titles(database)).containsAll(confirmed);
            }
            try (var database = Database.openIn(disk.folder(), Clock.systemUTC(), BeforeUpgrade.NOTHING, noGuard)) {
                assertThat(titles(database)).containsAll(confirmed);
            }
        }
    }

    @Test
    void the_database_as_it_comes_loses_confirmed_changes_on_the_same_disk() throws Exception {
        try (var disk = SmallDisk.mount(directory.resolve("disk"), DISK_MEGABYTES)) {
            var noGuard = DiskGuard.keeping(disk.folder(), 0);
            try (var database = Database.openIn(disk.folder(), Clock.systemUTC(), BeforeUpgrade.NOTHING, noGuard)) {
                assertThat(database.health().usable()).isTrue();
            }
            disk.fillUpTo(6);
            var confirmed = writePlainlyUntilItFails(disk.folder());
            disk.free();
            try (var database = Database.openIn(disk.folder(), Clock.systemUTC(), BeforeUpgrade.NOTHING, noGuard)) {
                var lost = new HashSet<>(confirmed);
                titles(database).forEach(lost::remove);
                assertThat(lost).isNotEmpty();
            }
        }
    }

    private static List<String> writePlainlyUntilItFails(Path folder) throws Exception {
        var writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DurabilityWriter.class.getName(),
                        folder.toString(),
                        DurabilityWriter.PLAIN)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var confirmed = new ArrayList<String>();
        try (var out = writer.inputReader(StandardCharsets.US_ASCII)) {
            out.lines().forEach(line -> confirmed.add(line.replace(";", "")));
        } finally {
            writer.destroyForcibly().waitFor();
        }
        assertThat(confirmed).isNotEmpty();
        return confirmed;
    }

    /** Titles of the jobs that were confirmed, until one is refused. */
    private static List<String> writeAtMost(Database database, int count) {
        var confirmed = new ArrayList<String>();
        try {
            for (int i = 0; i < count; i++) {
                confirmed.add(write(database, "job " + i));
            }
        } catch (StorageException e) {
            assertThat(confirmed).isNotEmpty();
        }
        return confirmed;
    }

    private static String write(Database database, String title) {
        return database.tx().write(ctx -> insert(ctx, title));
    }

    /** Tries until it works. */
    private static String writeWithin(Database database, int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (true) {
            try {
                return write(database, "again");
            } catch (StorageException e) {
                assertThat(System.nanoTime())
                        .as("still refused: " + e.getMessage())
                        .isLessThan(end);
                pass(100);
            }
        }
    }

    private static String insert(TxContext ctx, String title) {
        var room = new WorkspaceRepository(ctx).insert(title, Workspace.Kind.OWN);
        return new JobQueue(ctx)
                .enqueue(room.id(), "TEST", title, NOISE, "test")
                .title();
    }

    private static List<String> titles(Database database) {
        return database.tx()
                .read(ctx -> ctx.dsl()
                        .select(Tables.JOB.TITLE)
                        .from(Tables.JOB)
                        .orderBy(Tables.JOB.ID)
                        .fetch(Tables.JOB.TITLE));
    }

    private static void pass(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
