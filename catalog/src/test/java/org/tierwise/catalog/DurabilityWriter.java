package org.tierwise.catalog;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.tierwise.catalog.job.JobQueue;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/** The process that {@link DurabilityIT} kills: writes pairs of rows from four threads and confirms each pair. */
final class DurabilityWriter {
    static final String THROUGH_GATEWAY = "gateway";
    static final String PLAIN = "plain";
    private static final int THREADS = 4;

    private DurabilityWriter() {}

    public static void main(String[] args) throws Exception {
        var next = new AtomicLong(System.nanoTime());
        if (args[1].equals(PLAIN)) {
            writePlainly(Path.of(args[0]), next);
        } else {
            var tx = Database.openIn(Path.of(args[0]), Clock.systemUTC()).tx();
            for (int i = 0; i < THREADS; i++) {
                Thread.ofPlatform().start(() -> {
                    while (true) {
                        long number = next.incrementAndGet();
                        tx.writing(ctx -> writePair(ctx, number));
                        confirm(number);
                    }
                });
            }
        }
    }

    private static void writePair(TxContext ctx, long number) {
        var room = new WorkspaceRepository(ctx).insert(Long.toString(number), Workspace.Kind.OWN);
        var job = new JobQueue(ctx)
                .enqueue(room.id(), "TEST", Long.toString(number), "{\"noise\":\"" + "x".repeat(5_000) + "\"}", "test");
        if (job.attempt() != 0) {
            throw new IllegalStateException();
        }
    }

    /** H2 as it comes, one writer: a commit returns about a second before it is on disk. */
    private static void writePlainly(Path directory, AtomicLong next) throws Exception {
        var url = "jdbc:h2:file:" + directory.toAbsolutePath().resolve("db").resolve("tierwise")
                + ";DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        try (var connection = DriverManager.getConnection(url, "sa", "")) {
            connection.setAutoCommit(false);
            while (true) {
                long number = next.incrementAndGet();
                try (var room = connection.prepareStatement(
                                "insert into workspace (name, kind, created_at) values (?, 'OWN', current_timestamp)",
                                new String[] {"id"});
                        var job =
                                connection.prepareStatement("insert into job (workspace_id, kind, title, state, input,"
                                        + " progress, outcome, fence, attempt, stop_requested, created_by, created_at)"
                                        + " values (?, 'TEST', ?, 'QUEUED', ?, '{}', '', 0, 0, false, 'test',"
                                        + " current_timestamp)")) {
                    room.setString(1, Long.toString(number));
                    room.executeUpdate();
                    try (var keys = room.getGeneratedKeys()) {
                        keys.next();
                        job.setLong(1, keys.getLong(1));
                    }
                    job.setString(2, Long.toString(number));
                    job.setString(3, "x".repeat(5_000));
                    job.executeUpdate();
                }
                connection.commit();
                confirm(number);
            }
        }
    }

    private static void confirm(long number) {
        System.out.println(number + ";");
        // Nobody reads any more: the test is gone, and so goes the writer.
        if (System.out.checkError()) {
            Runtime.getRuntime().halt(1);
        }
    }
}
