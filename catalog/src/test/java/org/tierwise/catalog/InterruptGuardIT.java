package org.tierwise.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.api.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/**
 * Interrupts threads while their transactions are at work in the database. An interrupt that reaches embedded H2 closes
 * the file under everybody; the gateway keeps it away, whoever the caller is.
 */
final class InterruptGuardIT {
    private static final int ROUNDS = 25;

    @TempDir
    Path directory;

    @Test
    void an_interrupt_of_a_caller_in_the_middle_of_its_transaction_does_not_reach_the_database() throws Exception {
        try (var database = Database.openIn(directory, Clock.systemUTC())) {
            var written = new AtomicInteger();
            for (int round = 0; round < ROUNDS; round++) {
                var name = "room " + round;
                var inside = new CountDownLatch(1);
                var caller = (round % 2 == 0 ? Thread.ofVirtual() : Thread.ofPlatform())
                        .start(() -> written.addAndGet(database.tx().write(ctx -> {
                            inside.countDown();
                            // Enough statements for the interrupt to meet one of them.
                            for (int i = 0; i < 40; i++) {
                                new WorkspaceRepository(ctx).insert(name, Workspace.Kind.OWN);
                            }
                            return 40;
                        })));
                inside.await();
                while (caller.isAlive()) {
                    caller.interrupt();
                    Thread.onSpinWait();
                }
                assertThat(database.health().usable()).isTrue();
            }
            int stored = database.tx()
                    .read(ctx -> new WorkspaceRepository(ctx).list().size());
            assertThat(stored).isEqualTo(written.get()).isEqualTo(40 * ROUNDS);
        }
    }

    /** What would happen without the gateway; if it does not any more, the gateway's threads are needed no longer. */
    @Test
    void the_same_interrupt_of_a_thread_inside_the_database_closes_it_for_everybody() throws Exception {
        var url = "jdbc:h2:file:" + directory.resolve("plain");
        try (var bystander = DriverManager.getConnection(url, "sa", "")) {
            execute(bystander, "create table room (name varchar(5000))");
            boolean closed = false;
            for (int round = 0; !closed && round < ROUNDS * 40; round++) {
                var victim = Thread.ofPlatform().start(() -> insertPlainly(url));
                while (victim.isAlive()) {
                    victim.interrupt();
                    Thread.onSpinWait();
                }
                // Once is enough: H2 may open the file again for whoever asks next.
                closed = !isOpen(bystander);
            }
            assertThat(closed).isTrue();
        }
    }

    private static void insertPlainly(String url) {
        try (var connection = DriverManager.getConnection(url, "sa", "")) {
            for (int i = 0; i < 40; i++) {
                execute(connection, "insert into room values ('" + "x".repeat(4_000) + "')");
            }
            execute(connection, "checkpoint sync");
        } catch (SQLException e) {
            assertThat(e.getErrorCode()).isNotEqualTo(ErrorCode.SYNTAX_ERROR_1);
        }
    }

    private static boolean isOpen(java.sql.Connection connection) {
        try {
            execute(connection, "select count(*) from room");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void execute(java.sql.Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
