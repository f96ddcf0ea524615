package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.Assertions;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.TxContext;
import org.tierwise.web.log.LogFormat;

/** Health, metrics and the page of the administrator, and who may see them. */
class OperationsIT {
    @TempDir
    Path folder;

    private static HttpResponse<String> stranger(TestServer server, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(server.origin() + path));
        return server.send(headers.length == 0 ? request : request.headers(headers));
    }

    @Test
    void a_probe_learns_that_it_is_ready_and_nothing_else() {
        try (var server = TestServer.start(folder)) {
            var ready = stranger(server, "/health/ready");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(ready.body())
                    .isEqualTo("{\"ready\":true,\"database\":\"ok\",\"migrations\":\"ok\",\"disk\":\"ok\","
                            + "\"stopping\":false}");
            assertThat(stranger(server, "/health/live").body()).isEqualTo("ok");
        }
    }

    @Test
    void a_storage_that_fails_makes_it_unready_until_it_is_back() throws Exception {
        var file = folder.resolve("db").resolve("tierwise.mv.db");
        try (var server = TestServer.start(folder).signedIn()) {
            Assertions.assertThatThrownBy(() -> server.app().database().tx().writing(ctx -> {
                        closeUnderItsUsers(ctx);
                        hide(file);
                        ctx.dsl().fetch("select 1");
                    }))
                    .isInstanceOf(StorageException.class);

            var ready = stranger(server, "/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body())
                    .contains("\"ready\":false")
                    .contains("\"database\":\"unusable\"")
                    .doesNotContain(folder.toString())
                    .doesNotContain("Exception");
            assertThat(stranger(server, "/health/live").statusCode()).isEqualTo(200);
            var refused = server.get("/workloads");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).doesNotContain("IO Exception").doesNotContain(folder.toString());

            Files.delete(file);
            Files.move(hidden(file), file);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (stranger(server, "/health/ready").statusCode() != 200) {
                assertThat(System.nanoTime()).isLessThan(end);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
            assertThat(server.get("/workloads").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void metrics_count_requests_by_route_and_are_for_administrators() {
        try (var server = TestServer.start(folder)) {
            assertThat(stranger(server, "/metrics").statusCode()).isEqualTo(401);
            var owner = server.signedIn();
            owner.get("/plans/7");
            owner.get("/plans/8");
            owner.get("/nowhere/at/all");
            owner.send(owner.page("/help").method("BREW", BodyPublishers.noBody()));
            var created = owner.post("/workloads", java.util.Map.of("name", "Robot", "purpose", "CONTROL"));
            assertThat(created.statusCode()).isIn(200, 303);

            var answer = owner.get("/metrics");
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
            assertThat(answer.body())
                    .contains("tierwise_http_request_seconds_count{method=\"GET\",route=\"/plans/{number}\","
                            + "status=\"404\"} 2\n")
                    .contains("tierwise_http_request_seconds_count{method=\"GET\",route=\"(none)\",status=\"404\"} 1\n")
                    .contains("tierwise_http_request_seconds_count{method=\"POST\",route=\"/workloads\"")
                    .contains("tierwise_http_request_seconds_bucket{")
                    .contains("tierwise_database_transaction_seconds_count{mode=\"write\",outcome=\"committed\"}")
                    .contains("tierwise_database_wait_seconds_count{mode=\"write\"}")
                    .contains("tierwise_database_up 1.0\n")
                    .containsPattern("tierwise_database_bytes\\{kind=\"H2\"} [1-9]")
                    .containsPattern("tierwise_disk_free_bytes [1-9]")
                    .contains("tierwise_disk_reserve_bytes 5.36870912E8\n")
                    .contains("tierwise_sessions{state=\"open\"} 1.0\n")
                    .contains("tierwise_build_info{")
                    .contains("jvm_memory_used_bytes{area=\"heap\"}")
                    .contains("jvm_gc_collection_seconds_count")
                    .contains("jvm_threads_current")
                    .doesNotContain("BREW")
                    .doesNotContain("/plans/7")
                    .doesNotContain("nowhere");
        }
    }

    @Test
    void metrics_are_open_to_this_machine_only_if_asked_for_and_never_to_whoever_comes_through_a_proxy() {
        var open = new Settings.Operations(-1, LogFormat.TEXT, true, true);
        try (var server = TestServer.start(Settings.local(0, folder, "", false).watched(open))) {
            assertThat(stranger(server, "/metrics").statusCode()).isEqualTo(200);
            assertThat(stranger(server, "/metrics", "X-Forwarded-For", "203.0.113.9")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(stranger(server, "/metrics", "Forwarded", "for=203.0.113.9")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(stranger(server, "/metrics", "Host", "evil.example").statusCode())
                    .isEqualTo(421);
        }
    }

    @Test
    void the_page_of_the_administrator_says_what_runs_and_how_it_fares() {
        try (var server = TestServer.start(folder)) {
            assertThat(server.get("/admin").statusCode()).isEqualTo(303);
            var page = server.signedIn().get("/admin");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("href=\"/admin\" aria-current=\"page\"")
                    .contains("The database answers, and its schema is current.")
                    .contains("H2 2.")
                    .contains("Open sessions</dt><dd>1</dd>")
                    .contains("Last backup</dt><dd>not known yet</dd>")
                    .contains("No job was started yet")
                    .contains("Back up now")
                    .doesNotContain(folder.toString());
            assertThat(server.post("/admin/backup", Map.of()).headers().firstValue("Location"))
                    .hasValue("/admin?done=backup");
            assertThat(server.get("/admin?done=backup").body())
                    .contains("Backed up, to a file")
                    .doesNotContain("Last backup</dt><dd>not known yet</dd>");
            assertThat(server.get("/admin").body()).doesNotContain("Backed up, to a file");
        }
    }

    @Test
    void each_line_of_a_request_carries_its_id_and_one_tells_what_was_answered() {
        try (var server = TestServer.start(folder).signedIn();
                var log = new CapturedLog()) {
            var id = server.get("/plans/7").headers().firstValue("X-Request-Id").orElseThrow();
            server.get("/static/css/app.css");
            var lines = log.lines();
            assertThat(lines)
                    .filteredOn(line -> line.contains(id))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains("method=GET")
                            .contains("route=/plans/{number}")
                            .contains("status=404")
                            .containsPattern("ms=\\d+\\.\\d")
                            .contains("actor=owner")
                            .contains("request=" + id));
            assertThat(lines).noneMatch(line -> line.contains("/static/"));
        }
    }

    private static void closeUnderItsUsers(TxContext ctx) {
        try {
            ctx.dsl().execute("shutdown immediately");
        } catch (DataAccessException e) {
            assertThat(e).hasMessageContaining("already closed");
        }
    }

    private static void hide(Path file) {
        try {
            Files.move(file, hidden(file));
            Files.createDirectory(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path hidden(Path file) {
        return file.resolveSibling("hidden");
    }
}
