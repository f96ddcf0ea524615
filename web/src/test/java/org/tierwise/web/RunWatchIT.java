package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.web.fault.Estates;
import tools.jackson.databind.json.JsonMapper;

/** What a browser hears that listens to a run. */
@Timeout(90)
class RunWatchIT {
    private static final Pattern ELAPSED = Pattern.compile("Elapsed</span><b>(\\d+:\\d\\d)</b>");

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(folder).signedIn();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void it_hears_every_second_how_far_the_run_is_and_that_it_has_ended() throws IOException {
        var run = startRun();
        var answer = listen(run);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        try (var lines = lines(answer)) {
            var first = elapsed(lines);
            var next = elapsed(lines);
            while (next.equals(first)) {
                next = elapsed(lines);
            }
            assertThat(next).isGreaterThan(first);
            assertThat(server.get("/metrics").body()).contains("tierwise_watchers 1.0");

            server.post("/runs/" + run + "/stop", Map.of());
            assertThat(rest(lines)).endsWith("event: ended\ndata:\n\n");
        }
        try (var lines = lines(listen(run))) {
            assertThat(rest(lines)).as("a run that has ended").isEqualTo("event: ended\ndata:\n\n");
        }
    }

    @Test
    void whoever_signs_out_hears_no_more() throws IOException {
        var run = startRun();
        try (var lines = lines(listen(run))) {
            assertThat(elapsed(lines)).isNotEmpty();
            server.post("/sign-out", Map.of());

            var began = System.nanoTime();
            assertThat(rest(lines)).doesNotContain("event: ended");
            assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(30));
        }
        assertThat(listen(run).statusCode()).isEqualTo(303);
    }

    @Test
    void what_is_not_there_and_who_is_not_known_is_told_at_once() {
        assertThat(listen("4711").statusCode()).isEqualTo(404);
        assertThat(server.send(HttpRequest.newBuilder(
                                server.page("/").build().uri().resolve("/runs/1/events")))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_stop_of_the_program_waits_for_no_listener() throws IOException {
        var lines = lines(listen(startRun()));
        assertThat(elapsed(lines)).isNotEmpty();
        long began = System.nanoTime();
        server.close();
        assertThat(rest(lines)).doesNotContain("event: ended");
        assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(30));
        start();
    }

    private String startRun() {
        var imported = post("/api/v1/imports?dry_run=false", "text/csv", Estates.rivals(60));
        assertThat(imported.statusCode()).as(imported.body()).isEqualTo(200);
        var started = post("/api/v1/solves", "application/json", "{\"seconds\": 600}");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        return JsonMapper.builder().build().readTree(started.body()).path("id").asString();
    }

    private HttpResponse<String> post(String path, String type, String body) {
        return server.send(server.page(path)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Origin", server.origin())
                .header("Content-Type", type)
                .header("X-CSRF-Token", server.csrf())
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<java.io.InputStream> listen(String run) {
        return server.send(server.page("/runs/" + run + "/events"), BodyHandlers.ofInputStream());
    }

    private static BufferedReader lines(HttpResponse<java.io.InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** The elapsed time that the next frame tells. */
    private static String elapsed(BufferedReader lines) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            assertThat(line).matches("(event: progress|data: .*|)");
            var found = ELAPSED.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new AssertionError("The stream has ended.");
    }

    private static String rest(BufferedReader lines) {
        var all = new StringBuilder();
        try {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                all.append(line).append('\n');
            }
        } catch (IOException e) {
            // Cut off instead of ended.
            return all.toString();
        }
        return all.toString();
    }
}
