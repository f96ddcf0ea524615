package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.idempotency.IdempotencyRepository;
import org.tierwise.catalog.idempotency.RequestKey;
import org.tierwise.catalog.idempotency.Reservation;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/** A POST that is sent again with its key is not carried out again. */
class IdempotencyIT {
    @TempDir
    static Path folder;

    private static TestServer program;
    private static String csrf;

    @BeforeAll
    static void start() {
        program = TestServer.start(folder).signedIn();
        csrf = program.csrf();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static HttpResponse<String> post(String path, String body, String key) {
        var request = program.page(path)
                .header("Origin", program.origin())
                .header("X-CSRF-Token", csrf)
                .header("Content-Type", path.contains("imports") ? "text/csv" : "application/json")
                .POST(BodyPublishers.ofString(body));
        return program.send(key.isEmpty() ? request : request.header("Idempotency-Key", key));
    }

    private static String workload(String name) {
        return "{\"name\": \"" + name + "\", \"purpose\": \"BATCH\"}";
    }

    private static int count(String words) {
        var body = program.get("/api/v1/workloads?q=" + words).body();
        return Integer.parseInt(body.replaceAll("(?s).*\"total\":(\\d+).*", "$1"));
    }

    @Test
    void the_same_request_again_gets_the_first_answer() {
        var key = UUID.randomUUID().toString();
        var first = post("/api/v1/workloads", workload("Once"), key);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        var second = post("/api/v1/workloads", workload("Once"), key);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        for (var header : List.of("Location", "ETag", "Content-Type", "Content-Security-Policy")) {
            assertThat(second.headers().firstValue(header))
                    .as(header)
                    .isPresent()
                    .isEqualTo(first.headers().firstValue(header));
        }
        assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(count("Once")).isEqualTo(1);
    }

    @Test
    void without_a_key_a_second_solve_is_a_second_solve_and_with_one_it_is_not() {
        post("/api/v1/workloads", workload("Solvable"), "");
        var body = "{\"seconds\": 1, \"leaveOutUnclassified\": true, \"title\": \"keyed\"}";
        var first = post("/api/v1/solves", body, "solve-1");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(post("/api/v1/solves", body, "solve-1").headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        var other = post("/api/v1/solves", body, "solve-2");
        assertThat(other.headers().firstValue("Location"))
                .isNotEqualTo(first.headers().firstValue("Location"));
    }

    @Test
    void the_key_of_another_request_is_refused() {
        assertThat(post("/api/v1/workloads", workload("A"), "taken").statusCode())
                .isEqualTo(201);
        var other = post("/api/v1/workloads", workload("B"), "taken");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("The key (taken) was used for another request");
        assertThat(post("/api/v1/imports", workload("A"), "taken").statusCode()).isEqualTo(422);
        assertThat(post("/api/v1/workloads", workload("C"), "x".repeat(201)).statusCode())
                .isEqualTo(400);
        assertThat(post("/api/v1/workloads", workload("C"), "a b").statusCode()).isEqualTo(400);
    }

    @Test
    void a_refused_request_frees_its_key() {
        assertThat(post("/api/v1/workloads", "{\"latency_budget\": \"-5 ms\"}", "again")
                        .statusCode())
                .isEqualTo(422);
        assertThat(post("/api/v1/workloads", "no json", "again").statusCode()).isEqualTo(400);
        assertThat(post("/api/v1/workloads", workload("Mended"), "again").statusCode())
                .isEqualTo(201);
    }

    @Test
    void of_many_at_once_one_is_carried_out() throws Exception {
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<HttpResponse<String>>>();
            for (int i = 0; i < 16; i++) {
                answers.add(threads.submit(() -> post("/api/v1/imports?dry_run=false", "name\nCrowd\n", "crowd")));
            }
            for (var answer : answers) {
                statuses.add(answer.get().statusCode());
                // Between the effect and its stored answer, asking again does not help: it is told so instead.
                boolean carriedOut = answer.get().body().contains("was carried out");
                if (answer.get().statusCode() == 409 && !carriedOut) {
                    assertThat(answer.get().headers().firstValue("Retry-After")).isPresent();
                }
            }
        }
        assertThat(statuses).contains(200).allMatch(status -> status == 200 || status == 409);
        assertThat(program.get("/imports").body().split("sent by a program", -1))
                .hasSize(2);
    }

    @Test
    void after_a_crash_between_effect_and_answer_nothing_is_done_again() {
        var tx = program.app().database().tx();
        // What a kill in between does: the effect is stored, and nothing after it.
        tx.writing(db -> db.dsl().execute("alter table idempotency rename column body to body_away"));
        post("/api/v1/workloads", workload("Crashed"), "crash");
        tx.writing(db -> db.dsl().execute("alter table idempotency rename column body_away to body"));
        assertThat(count("Crashed")).isEqualTo(1);
        var again = post("/api/v1/workloads", workload("Crashed"), "crash");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("was carried out, but its answer is lost");
        assertThat(again.headers().firstValue("Retry-After")).isEmpty();
        assertThat(count("Crashed")).isEqualTo(1);
    }

    @Test
    void an_effect_whose_key_was_taken_over_is_rolled_back() {
        var key = new RequestKey(1, "owner", "slow");
        var tx = program.app().database().tx();
        tx.accompany(db -> {
            if (!new IdempotencyRepository(db).carriedOut(key, 1)) {
                throw new IllegalStateException("taken over");
            }
        });
        try {
            assertThat(catchThrowable(
                            () -> tx.writing(db -> new WorkspaceRepository(db).insert("late", Workspace.Kind.OWN))))
                    .hasMessage("taken over");
        } finally {
            tx.accompany(null);
        }
        var workspaces = tx.read(db -> new WorkspaceRepository(db).list());
        assertThat(workspaces).noneMatch(workspace -> workspace.name().equals("late"));
        var free = tx.write(db -> new IdempotencyRepository(db).reserve(key, "x"));
        assertThat(free).isEqualTo(new Reservation.Granted(1));
    }

    @Test
    void a_file_that_was_imported_before_says_so_and_changes_nothing() {
        var csv = "name,purpose\nTwice,BATCH\n";
        assertThat(post("/api/v1/imports?dry_run=false", csv, "").body())
                .contains("\"importedBefore\":null")
                .contains("\"added\":1");
        var again = post("/api/v1/imports?dry_run=false", csv, "").body();
        assertThat(again).containsPattern("\"importedBefore\":\"20\\d\\d-").contains("\"added\":0");
        assertThat(count("Twice")).isEqualTo(1);
    }
}
