package org.tierwise.catalog.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.job.JobQueue;
import org.tierwise.catalog.schema.Tables;
import org.tierwise.catalog.testing.TestDatabases;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/**
 * Backups while four threads write pairs of rows: what comes back holds every pair that was confirmed before the backup
 * began, and no half of one. {@code -Dtierwise.backup.cycles=N} makes more than a few.
 */
final class BackupUnderLoadIT {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int CYCLES = Integer.getInteger("tierwise.backup.cycles", 3);
    private static final int WRITERS = 4;

    @TempDir
    Path folder;

    private record Pairs(Set<Long> whole, Set<Long> torn) {}

    @Test
    void backups_of_h2_are_consistent() throws Exception {
        try (var database = Database.openIn(folder.resolve("data"), CLOCK)) {
            underLoad(database, confirmed -> {
                for (int i = 0; i < CYCLES; i++) {
                    var before = Set.copyOf(confirmed);
                    var file = folder.resolve("backup" + i + ".zip");
                    BackupFiles.backUp(database, file, false, new Stamp("test", null));
                    requireConsistent(file, before);
                }
            });
        }
    }

    @Test
    void exports_of_h2_are_consistent() throws Exception {
        try (var database = Database.openIn(folder.resolve("data"), CLOCK)) {
            exportUnderLoad(database);
        }
    }

    @Test
    void exports_of_postgres_are_consistent() throws Exception {
        try (var database = TestDatabases.postgres(CLOCK)) {
            exportUnderLoad(database);
        }
    }

    private void exportUnderLoad(Database database) throws Exception {
        underLoad(database, confirmed -> {
            for (int i = 0; i < CYCLES; i++) {
                var before = Set.copyOf(confirmed);
                var file = folder.resolve("export" + i + ".zip");
                BackupFiles.exportAll(database, file, false, new Stamp("test", null));
                requireConsistent(file, before);
            }
        });
    }

    private void requireConsistent(Path file, Set<Long> confirmedBefore) throws Exception {
        new Verification(CLOCK, Stop.NEVER).verify(file, folder.resolve("scratch"));
        var data = Files.createTempDirectory(folder, "restored");
        assertThat(new Restore(data, "test", CLOCK).intoFolder(file, false).kept())
                .isNull();
        try (var restored = Database.openIn(data, CLOCK)) {
            var pairs = pairs(restored);
            assertThat(pairs.torn()).isEmpty();
            assertThat(pairs.whole()).isNotEmpty().containsAll(confirmedBefore);
        }
    }

    private interface Work {
        void with(Set<Long> confirmed) throws Exception;
    }

    private static void underLoad(Database database, Work work) throws Exception {
        var stop = new AtomicBoolean();
        var next = new AtomicLong();
        Set<Long> confirmed = ConcurrentHashMap.newKeySet();
        var writers = new ArrayList<Thread>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    confirmed.add(writePair(database, next.incrementAndGet()));
                }
            }));
        }
        try {
            while (confirmed.size() < 50) {
                Thread.sleep(10);
            }
            work.with(confirmed);
        } finally {
            stop.set(true);
            for (var writer : writers) {
                writer.join();
            }
        }
    }

    private static long writePair(Database database, long number) {
        var name = Long.toString(number);
        database.tx().writing(ctx -> {
            var room = new WorkspaceRepository(ctx).insert(name, Workspace.Kind.OWN);
            var job = new JobQueue(ctx)
                    .enqueue(room.id(), "TEST", name, "{\"noise\":\"" + "x".repeat(2_000) + "\"}", "t");
            assertThat(job.attempt()).isZero();
        });
        return number;
    }

    private static Pairs pairs(Database database) {
        return database.tx().snapshot(ctx -> {
            var first = numbers(ctx.dsl()
                    .select(Tables.WORKSPACE.NAME)
                    .from(Tables.WORKSPACE)
                    .fetch(Tables.WORKSPACE.NAME));
            var second =
                    numbers(ctx.dsl().select(Tables.JOB.TITLE).from(Tables.JOB).fetch(Tables.JOB.TITLE));
            var whole = new HashSet<>(first);
            whole.retainAll(second);
            var torn = new HashSet<>(first);
            torn.addAll(second);
            torn.removeAll(whole);
            return new Pairs(whole, torn);
        });
    }

    private static List<Long> numbers(List<String> texts) {
        return texts.stream().map(Long::valueOf).toList();
    }
}
