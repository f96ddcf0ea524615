package org.tierwise.web.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.web.TestServer;

/**
 * Many clients count up in the same workloads, each reading before it writes: every accepted edit is in the sum, every
 * other was told that it came too late. {@code -Dtierwise.lostUpdate.edits=500} makes more of them.
 */
abstract class LostUpdateContract {
    private static final int CLIENTS = 32;
    private static final int WORKLOADS = 10;
    private static final int EDITS = Integer.getInteger("tierwise.lostUpdate.edits", 6);
    private static final Pattern COUNT = Pattern.compile("\"owner\":\"n(\\d+)\"");

    @TempDir
    static Path folder;

    abstract String databaseUrl();

    @Test
    void no_accepted_edit_is_lost_and_each_late_one_is_refused() throws Exception {
        try (var server = TestServer.start(folder, databaseUrl())) {
            var program = server.signedIn();
            var csrf = program.csrf();
            var paths = new ArrayList<String>();
            for (int i = 0; i < WORKLOADS; i++) {
                var created = write(program, csrf, "POST", "/api/v1/workloads", body(i, 0), "");
                paths.add(created.headers().firstValue("Location").orElseThrow());
            }
            var accepted = new AtomicIntegerArray(WORKLOADS);
            var refused = new LongAdder();
            editAll(program, csrf, paths, accepted, refused);
            for (int i = 0; i < WORKLOADS; i++) {
                var stored = program.get(paths.get(i));
                assertThat(count(stored)).as(paths.get(i)).isEqualTo(accepted.get(i));
                assertThat(stored.headers().firstValue("ETag")).hasValue("\"" + (accepted.get(i) + 1) + "\"");
            }
            // Else nobody was ever late, and the test shows nothing.
            assertThat(refused.sum()).isPositive();
            System.out.printf(
                    "%s: %d edits, %d accepted, %d refused with 412%n",
                    getClass().getSimpleName(), CLIENTS * EDITS, CLIENTS * EDITS - refused.sum(), refused.sum());
        }
    }

    private static void editAll(
            TestServer program, String csrf, List<String> paths, AtomicIntegerArray accepted, LongAdder refused)
            throws Exception {
        Callable<Void> client = () -> {
            for (int edit = 0; edit < EDITS; edit++) {
                int i = ThreadLocalRandom.current().nextInt(WORKLOADS);
                var read = program.get(paths.get(i));
                var version = read.headers().firstValue("ETag").orElseThrow();
                var answer = write(program, csrf, "PUT", paths.get(i), body(i, count(read) + 1), version);
                assertThat(answer.statusCode()).as(answer.body()).isIn(200, 412);
                if (answer.statusCode() == 200) {
                    accepted.incrementAndGet(i);
                } else {
                    refused.increment();
                }
            }
            return null;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<java.util.concurrent.Future<Void>>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(client));
            }
            for (var each : clients) {
                each.get();
            }
        }
    }

    private static String body(int workload, int count) {
        return "{\"name\": \"Counter\", \"external_id\": \"counter-" + workload + "\", \"owner\": \"n" + count + "\"}";
    }

    private static int count(HttpResponse<String> answer) {
        var found = COUNT.matcher(answer.body());
        assertThat(found.find()).as(answer.body()).isTrue();
        return Integer.parseInt(found.group(1));
    }

    private static HttpResponse<String> write(
            TestServer program, String csrf, String method, String path, String body, String version) {
        var request = program.page(path)
                .header("Origin", program.origin())
                .header("Content-Type", "application/json")
                .header("X-CSRF-Token", csrf)
                .method(method, BodyPublishers.ofString(body));
        return program.send(version.isEmpty() ? request : request.header("If-Match", version));
    }
}
