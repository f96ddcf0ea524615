package org.tierwise.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.schema.Tables;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/**
 * A change that H2 shows already and that is not on disk yet: the store of H2 is held, so that the writer has committed
 * and waits for the disk, as long as a test needs it.
 */
@Timeout(60)
final class UnforcedCommitIT {
    private static final int SHORT_MILLIS = 200;

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Database database;
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @BeforeEach
    void open() {
        database = Database.openIn(directory, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        release.countDown();
        threads.close();
        database.close();
    }

    @Test
    void whoever_reads_a_change_gets_it_only_when_it_is_on_disk() throws Exception {
        int before = rooms();
        try (var connection = connection()) {
            var holder = async(() -> hold(connection));
            var writer = commitWhileHeld(before + 1);
            var reader = CompletableFuture.supplyAsync(this::rooms, threads);
            var snapshot = CompletableFuture.supplyAsync(
                    () -> database.tx()
                            .snapshot(ctx -> new WorkspaceRepository(ctx).list().size()),
                    threads);

            assertWaits(reader);
            assertWaits(snapshot);
            assertThat(writer).isNotDone();

            release.countDown();
            writer.join();
            holder.join();
            assertThat(reader.join()).isEqualTo(before + 1);
            assertThat(snapshot.join()).isEqualTo(before + 1);
        }
    }

    @Test
    void what_may_be_lost_is_waited_for_by_nobody() throws Exception {
        int before = rooms();
        try (var connection = connection()) {
            var holder = async(() -> hold(connection));
            await(held);
            Workspace room = database.tx()
                    .writeUnsynced(ctx -> new WorkspaceRepository(ctx).insert("progress", Workspace.Kind.OWN));

            assertThat(room.name()).isEqualTo("progress");
            assertThat(rooms()).isEqualTo(before + 1);
            release.countDown();
            holder.join();
        }
    }

    @Test
    void a_change_that_cannot_be_forced_is_told_to_nobody() throws Exception {
        int before = rooms();
        var connection = connection();
        var holder = async(() -> holdThen(connection, MVStore::closeImmediately));
        var writer = commitWhileHeld(before + 1);
        var reader = CompletableFuture.supplyAsync(this::rooms, threads);
        assertWaits(reader);

        release.countDown();

        assertThatThrownBy(writer::join).hasCauseInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(reader::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("may not have been kept");
        assertThat(holder).isNotNull();
        assertThat(rooms()).as("the file that was opened anew").isBetween(before, before + 1);
    }

    /** A writer that has committed, so that others see the change, and waits for the disk. */
    private CompletableFuture<Void> commitWhileHeld(int rooms) throws Exception {
        await(held);
        var writer = async(() -> database.tx()
                .writing(ctx -> assertThat(new WorkspaceRepository(ctx).insert("one more", Workspace.Kind.OWN))
                        .isNotNull()));
        try (var connection = connection()) {
            while (visible(connection) < rooms) {
                Thread.onSpinWait();
            }
        }
        return writer;
    }

    private CompletableFuture<Void> async(Runnable task) {
        return CompletableFuture.runAsync(task, threads);
    }

    private void hold(Connection connection) {
        holdThen(connection, store -> {});
    }

    private void holdThen(Connection connection, Consumer<MVStore> end) {
        try {
            var store = H2Header.store(connection);
            store.executeFilestoreOperation(() -> {
                held.countDown();
                await(release);
                end.accept(store);
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connection() throws SQLException {
        return database.pool().source().getConnection();
    }

    private int rooms() {
        return database.tx().read(ctx -> new WorkspaceRepository(ctx).list().size());
    }

    private static int visible(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + Tables.WORKSPACE.getName())) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static void assertWaits(CompletableFuture<?> reader) {
        assertThatThrownBy(() -> reader.get(SHORT_MILLIS, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
    }
}
