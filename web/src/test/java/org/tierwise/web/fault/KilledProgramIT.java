package org.tierwise.web.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program on its own file, killed at random moments under clients that write. Everything that was confirmed is
 * there, and nothing is there in part. {@code -Dtierwise.kills=200} for the long loop.
 */
final class KilledProgramIT {
    private static final int KILLS = Integer.getInteger("tierwise.kills", 2);
    private static final int UNSAFE_KILLS_MAX = 5;
    private static final int CLIENTS = 8;

    @TempDir
    Path folder;

    /** The test can fail: with H2 as it comes confirmed changes are lost. */
    @Test
    @Tag("slow")
    void the_same_loop_on_h2_as_it_comes_loses_confirmed_changes() {
        var classes = UnsafeEngine.compiled(folder.resolve("classes"));
        int port = PostgresServer.freePort();
        var data = folder.resolve("data");
        Writers before = null;
        for (int kill = 0; kill < UNSAFE_KILLS_MAX; kill++) {
            try (var app = AppProcess.onFile(data, port, classes)) {
                var program = app.signedIn();
                if (before != null && isLost(before, program)) {
                    return;
                }
                before = new Writers("u" + kill, program).start(CLIENTS);
                TakeoverIT.sleep(1_500);
                app.kill();
                before.end();
            }
        }
        throw new AssertionError("Nothing was lost in " + UNSAFE_KILLS_MAX + " kills.");
    }

    private static boolean isLost(Writers writers, Program reader) {
        try {
            int unused = writers.verify(reader);
            return false;
        } catch (AssertionError e) {
            System.out.println(String.valueOf(e.getMessage()).lines().limit(4).toList());
            return true;
        }
    }

    @Test
    void nothing_confirmed_is_lost_and_nothing_is_torn_when_the_program_is_killed() {
        var random = new Random(7);
        var seconds = new ArrayList<Double>();
        int port = PostgresServer.freePort();
        var rounds = new ArrayList<Writers>();
        int rows = 0;
        long confirmed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long began = System.nanoTime();
            try (var app = AppProcess.onFile(folder, port)) {
                var program = app.signedIn();
                assertThat(program.get("/api/v1/workloads").status()).isEqualTo(200);
                seconds.add((System.nanoTime() - began) / 1e9);
                for (var round : rounds) {
                    rows += round.verify(program);
                }
                rounds.clear();
                var writers = new Writers("k" + kill, program).start(CLIENTS);
                // However slow the machine is, something must have been confirmed.
                TakeoverIT.await(Duration.ofSeconds(60), () -> writers.confirmed() > 0);
                TakeoverIT.sleep(300 + random.nextInt(1_500));
                app.kill();
                writers.end();
                confirmed += writers.confirmed();
                rounds.add(writers);
            }
        }
        try (var app = AppProcess.onFile(folder, port)) {
            for (var round : rounds) {
                rows += round.verify(app.signedIn());
            }
        }
        seconds.sort(Double::compare);
        System.out.printf(
                Locale.ROOT,
                "%d kills: %d changes confirmed, %d rows as told, ready after %.1f s (median), %.1f s (95 of 100)%n",
                KILLS,
                confirmed,
                rows,
                seconds.get(seconds.size() / 2),
                seconds.get(seconds.size() * 95 / 100));
        assertThat(confirmed).isPositive();
    }
}
