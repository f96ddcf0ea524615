package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JSON API: its description names exactly its routes, and its errors are problem documents. */
class OpenApiIT {
    @TempDir
    static Path folder;

    private static TestServer program;

    @BeforeAll
    static void start() {
        program = TestServer.start(folder).signedIn();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void the_description_names_exactly_the_routes() {
        var routes = new TreeSet<String>();
        program.app().server().javalin().unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.path.startsWith("/api/"))
                .forEach(endpoint -> routes.add(endpoint.method.name() + " "
                        + endpoint.path.replace('<', '{').replace('>', '}')));
        var described = new TreeSet<String>();
        var path = "";
        for (var line : program.get("/api/v1/openapi.yaml").body().lines().toList()) {
            if (line.matches("  /\\S+:")) {
                path = line.strip().replaceAll(":$", "");
            }
            var method = Pattern.compile("    (get|post|put|delete):").matcher(line);
            if (method.matches()) {
                described.add(method.group(1).toUpperCase(java.util.Locale.ROOT) + " " + path);
            }
        }
        assertThat(routes).contains("GET /api/v1/workloads");
        assertThat(described).isEqualTo(routes);
    }

    @Test
    void a_program_registers_reads_changes_and_removes_a_workload() {
        var created = send(
                "POST",
                "/api/v1/workloads",
                "{\"name\": \"Api robot\", \"purpose\": \"CONTROL\","
                        + " \"waiting\": \"MACHINE\", \"latency_budget\": \"40 ms\", \"user_location\": \"Berlin\"}",
                "");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.body())
                .contains("\"workloadClass\":\"CONTROL_LOOP\"")
                .contains("\"rule\":\"R03\"");
        var path = created.headers().firstValue("Location").orElseThrow();
        var body = "{\"name\": \"Api robot\", \"latency_budget\": 45}";
        assertThat(send("PUT", path, body, "").statusCode()).isEqualTo(428);
        assertThat(send("PUT", path, body, "*").statusCode()).isEqualTo(400);
        assertThat(created.headers().firstValue("ETag")).hasValue("\"1\"");
        var stale = send("PUT", path, body, "\"9\"");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(stale.body()).contains("\"current\":{\"id\":").contains("\"latency_budget\":\"40 ms\"");
        assertThat(send("DELETE", path, "", "").statusCode()).isEqualTo(428);
        assertThat(send("DELETE", path, "", "\"9\"").statusCode()).isEqualTo(412);
        assertThat(send("PUT", path, body, "\"1\"").statusCode()).isEqualTo(200);
        assertThat(send("DELETE", path, "", "\"2\"").statusCode()).isEqualTo(204);
        assertThat(program.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void what_is_wrong_is_a_problem_document_with_the_codes_of_an_import() {
        var answer = send("POST", "/api/v1/workloads", "{\"latency_budget\": \"-5 ms\"}", "");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body())
                .contains("REQUIRED_MISSING")
                .contains("VALUE_OUT_OF_RANGE")
                .contains("-5 ms");
        assertThat(send("POST", "/api/v1/workloads", "no json", "").statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "/api/v1/workloads", "{\"speed\": 1}", "").body())
                .contains("There is no field (speed)");
    }

    @Test
    void an_import_is_a_dry_run_unless_it_asks_to_store() {
        var csv = "name,purpose,latency_budget\nDry,BATCH,\nBad,CONTROL,soon\n";
        var dry = send("POST", "/api/v1/imports", csv, "");
        assertThat(dry.body())
                .contains("\"dryRun\":true")
                .contains("\"added\":1")
                .contains("\"rejected\":1");
        assertThat(dry.body()).contains("NUMBER_INVALID").contains("\"line\":3");
        assertThat(program.get("/api/v1/workloads?q=Dry").body()).contains("\"total\":0");
        send("POST", "/api/v1/imports?dry_run=false", csv, "");
        assertThat(program.get("/api/v1/workloads?q=Dry").body()).contains("\"total\":1");
        var again = send("POST", "/api/v1/imports?dry_run=false", csv, "");
        assertThat(again.body())
                .contains("\"added\":0")
                .contains("\"changed\":0")
                .contains("\"unchanged\":1");
    }

    private static java.net.http.HttpResponse<String> send(String method, String path, String body, String version) {
        var request = program.page(path)
                .header("Origin", program.origin())
                .header("X-CSRF-Token", program.csrf())
                .header("Content-Type", path.contains("imports") ? "text/csv" : "application/json")
                .method(method, BodyPublishers.ofString(body));
        return program.send(version.isEmpty() ? request : request.header("If-Match", version));
    }
}
