package org.tierwise.web.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The database server dies, or the way to it fails, under clients that write: none waits long, none is told that a change
 * is kept that is not, or that it is not kept while it is, and all goes on by itself.
 */
final class DatabaseServerFaultsIT {
    private static final double ANSWER_SECONDS_MAX = 10;
    private static final double RECOVERY_SECONDS_MAX = 8;
    private static final int CLIENTS = 8;
    /** These clients share one session and write without a pause, so that its limit of requests slows them down. */
    private static final int TOO_MANY = 429;

    @TempDir
    Path folder;

    private PostgresServer server;
    private FaultProxy network;
    private AppProcess app;
    private Program program;

    @BeforeEach
    void start() {
        server = new PostgresServer(folder.resolve("postgres"));
        network = new FaultProxy(server.port());
        app = AppProcess.onServer(folder, PostgresServer.urlAt(network.port()), "app");
        program = app.signedIn();
    }

    @AfterEach
    void stop() {
        app.close();
        network.close();
        server.close();
    }

    @Test
    void a_killed_server_costs_no_confirmed_change() {
        int cycles = Integer.getInteger("tierwise.cycles", 1);
        for (int cycle = 0; cycle < cycles; cycle++) {
            check("kill of the server", "k" + cycle, server::kill, server::startAgain, 1_000);
        }
    }

    @Test
    @Tag("slow")
    void a_connection_whose_other_end_vanished_is_given_up() {
        check(FaultProxy.Fault.HALF_OPEN, 3_000);
    }

    @ParameterizedTest
    @EnumSource(value = FaultProxy.Fault.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    @Tag("slow")
    void a_long_fault_of_the_network_is_survived(FaultProxy.Fault fault) {
        check(fault, 15_000);
        check(fault, 2_000);
    }

    private void check(FaultProxy.Fault fault, long millis) {
        check(
                fault.toString(),
                fault.toString().toLowerCase(Locale.ROOT).replace('_', 'x') + millis,
                () -> network.fail(fault),
                network::heal,
                millis);
    }

    private void check(String what, String prefix, Runnable breaks, Runnable heals, long millis) {
        var writers = new Writers(prefix, program).start(CLIENTS);
        TakeoverIT.sleep(700);
        breaks.run();
        TakeoverIT.sleep(millis);
        heals.run();
        long healed = System.nanoTime();
        TakeoverIT.sleep(Math.round(1_000 * RECOVERY_SECONDS_MAX) + 1_000);
        writers.end();

        double longest =
                writers.sent().stream().mapToDouble(Writers.Sent::seconds).max().orElse(0);
        double recovery = writers.sent().stream()
                .filter(one -> one.endedNanos() > healed && !isExpected(one))
                .mapToDouble(one -> (one.endedNanos() - healed) / 1e9)
                .max()
                .orElse(0);
        int rows = writers.verify(program);
        System.out.printf(
                Locale.ROOT,
                "%s for %d ms: %s requests by status, longest %.1f s, last error %.1f s after the end, %d rows as"
                        + " told%n",
                what,
                millis,
                writers.byStatus(),
                longest,
                recovery,
                rows);
        assertThat(writers.byStatus().keySet()).isSubsetOf(200, 201, TOO_MANY, 503);
        assertThat(longest).isLessThan(ANSWER_SECONDS_MAX);
        assertThat(recovery).isLessThan(RECOVERY_SECONDS_MAX);
        assertThat(writers.sent())
                .as("changes that are confirmed again after the end of the fault")
                .anyMatch(one -> one.endedNanos() > healed && (one.status() == 200 || one.status() == 201));
    }

    private static boolean isExpected(Writers.Sent one) {
        return one.status() == 200 || one.status() == 201 || one.status() == TOO_MANY;
    }
}
