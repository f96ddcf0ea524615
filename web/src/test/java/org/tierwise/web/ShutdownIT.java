package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tierwise.web.ServerProcess.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Tells a process to end while it solves and imports: it ends in time and in order, nothing that it confirmed is lost,
 * and the next start goes on with the solve from where it was.
 */
class ShutdownIT {
    /** More with -Dtierwise.stop.cycles=50. */
    private static final int CYCLES = Integer.getInteger("tierwise.stop.cycles", 5);

    private static final int WRITERS = 4;
    private static final int SECONDS_MAX = 10;
    /** What was under way so long before the signal had reached the server. */
    private static final long SURELY_BEGUN_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    @TempDir
    Path folder;

    /** An import that was confirmed, or that failed after it was begun. */
    private record Sent(String id, long begunNanos, boolean confirmed, String how) {}

    @Test
    void it_ends_in_time_and_in_order_and_the_next_start_has_everything_and_goes_on_with_the_solve() throws Exception {
        var random = new Random(7);
        var data = folder.resolve("data");
        var outputs = Files.createDirectory(folder.resolve("outputs"));
        var confirmed = new ConcurrentLinkedQueue<String>();
        var counter = new AtomicInteger();
        double elapsedBefore = 0;
        String run = "";
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            try (var server = ServerProcess.start(data, outputs)) {
                assertAllAreThere(server, confirmed);
                if (run.isEmpty()) {
                    run = startSolve(server);
                } else {
                    assertThat(awaitElapsed(server, run, elapsedBefore))
                            .as("the solve goes on and does not begin anew")
                            .isGreaterThanOrEqualTo(elapsedBefore);
                }
                var sent = new ConcurrentLinkedQueue<Sent>();
                var writers = IntStream.range(0, WRITERS)
                        .mapToObj(w -> Thread.ofPlatform().start(() -> importUntilItEnds(server, counter, sent)))
                        .toList();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300 + random.nextInt(1_500)));
                elapsedBefore = awaitElapsed(server, run, elapsedBefore);
                long told = System.nanoTime();
                server.terminate();
                boolean ended = server.process().waitFor(SECONDS_MAX, TimeUnit.SECONDS);
                double seconds = (System.nanoTime() - told) / 1e9;
                assertThat(ended)
                        .as("ended after %.1f s: %s", seconds, server.errors())
                        .isTrue();
                assertThat(server.process().exitValue()).as(server.errors()).isZero();
                for (var writer : writers) {
                    writer.join();
                }
                sent.stream().filter(Sent::confirmed).map(Sent::id).forEach(confirmed::add);
                assertThat(sent.stream().filter(s -> !s.confirmed() && s.begunNanos() < told - SURELY_BEGUN_NANOS))
                        .as("what was being served is answered")
                        .isEmpty();
                assertThat(server.errors())
                        .contains("put back into the queue: true")
                        .doesNotContain("ERROR");
                System.out.printf(
                        "Cycle %d: ended %.2f s after SIGTERM; %d imports confirmed so far%n",
                        cycle, seconds, confirmed.size());
            }
        }
        assertThat(confirmed).hasSizeGreaterThan(CYCLES);
        finish(data, outputs, confirmed, run, elapsedBefore);
    }

    private static void finish(Path data, Path outputs, Iterable<String> confirmed, String run, double elapsedBefore)
            throws Exception {
        try (var server = ServerProcess.start(data, outputs)) {
            assertAllAreThere(server, confirmed);
            awaitElapsed(server, run, elapsedBefore);
            server.post(run + "/stop", "application/json", "");
            var ended = awaitState(server, run, "DONE");
            assertThat(ended.path("planHref").asString()).isNotBlank();
            var plan = server.get(ended.path("planHref").asString()).body();
            assertThat(plan).contains("interrupted and went on from its last checkpoint");
        }
    }

    private static String startSolve(ServerProcess server) throws IOException, InterruptedException {
        String inventory;
        try (var in = ShutdownIT.class.getResourceAsStream("/sample/acme-manufacturing-inventory.csv")) {
            inventory = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        var imported = server.post("/api/v1/imports?dry_run=false", "text/csv", inventory);
        assertThat(json(imported).path("counts").path("added").asInt())
                .as(imported.body())
                .isGreaterThan(50);
        var accepted =
                server.post("/api/v1/solves", "application/json", "{\"seconds\": 600, \"leaveOutUnclassified\": true}");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return accepted.headers().firstValue("Location").orElseThrow();
    }

    private static double awaitElapsed(ServerProcess server, String run, double least) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            var now = json(server.get(run));
            double elapsed = now.path("elapsedSeconds").asDouble(0);
            if (now.path("state").asString().equals("RUNNING") && elapsed > least) {
                return elapsed;
            }
            assertThat(System.nanoTime()).as(now.toString()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static JsonNode awaitState(ServerProcess server, String run, String state) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            var now = json(server.get(run));
            if (now.path("state").asString().equals(state)) {
                return now;
            }
            assertThat(System.nanoTime()).as(now.toString()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static void importUntilItEnds(
            ServerProcess server, AtomicInteger counter, ConcurrentLinkedQueue<Sent> sent) {
        while (server.process().isAlive()) {
            var id = "W-" + counter.incrementAndGet() + "-";
            long begun = System.nanoTime();
            try {
                var answer = server.post(
                        "/api/v1/imports?dry_run=false",
                        "text/csv",
                        "external_id,name,purpose\n" + id + ",Workload " + id + ",BATCH\n");
                boolean added = answer.statusCode() == 200
                        && json(answer).path("counts").path("added").asInt() == 1;
                sent.add(new Sent(id, begun, added, answer.statusCode() + " " + answer.body()));
                if (answer.statusCode() == 503) {
                    return;
                }
            } catch (IOException e) {
                sent.add(new Sent(id, begun, false, e.toString()));
                return;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void assertAllAreThere(ServerProcess server, Iterable<String> confirmed) throws Exception {
        var there = new StringBuilder();
        long total = 1;
        for (int page = 1; (page - 1) * 200L < total; page++) {
            var answer = server.get("/api/v1/workloads?size=200&page=" + page);
            total = json(answer).path("total").asLong();
            there.append(answer.body());
        }
        for (var id : confirmed) {
            assertThat(there.indexOf(id)).as(id).isNotNegative();
        }
    }
}
