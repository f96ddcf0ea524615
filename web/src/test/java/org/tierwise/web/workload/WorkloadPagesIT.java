package org.tierwise.web.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.web.TestServer;

/** Registering, listing and editing workloads as a browser without JavaScript does it. */
class WorkloadPagesIT {
    @TempDir
    static Path folder;

    private static TestServer owner;

    @BeforeAll
    static void start() {
        owner = TestServer.start(folder).signedIn();
    }

    @AfterAll
    static void stop() {
        owner.close();
    }

    private static String added(String name, String budget) {
        var answer = owner.post(
                "/workloads",
                Map.of(
                        "name",
                        name,
                        "external_id",
                        name.toLowerCase(java.util.Locale.ROOT),
                        "purpose",
                        "CONTROL",
                        "waiting",
                        "MACHINE",
                        "latency_budget",
                        budget,
                        "user_location",
                        "Berlin: 60%; Madrid, ES: 40%"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow().replaceAll("\\?.*", "");
    }

    @Test
    void a_registered_workload_is_listed_with_its_class_and_shown_as_it_was_entered() {
        var path = added("Press-robot", "40 ms");
        assertThat(owner.get("/workloads?q=press-robot").body())
                .contains("Press-robot")
                .contains("Control loop")
                .contains("40 ms");
        assertThat(owner.get(path).body())
                .contains("value=\"40 ms\"")
                .contains("value=\"Berlin DE: 60%; Madrid ES: 40%\"")
                .contains("R03 applies");
    }

    @Test
    void money_in_another_currency_stays_and_is_shown_in_dollars_with_its_dated_rate() {
        var answer = owner.post(
                "/workloads",
                Map.of(
                        "name",
                        "Dearly missed",
                        "external_id",
                        "dear",
                        "outage_cost_per_hour",
                        "12k EUR",
                        "monthly_budget",
                        "€ 500"));
        var path = answer.headers().firstValue("Location").orElseThrow().replaceAll("\\?.*", "");
        assertThat(owner.get(path).body())
                .contains("value=\"EUR 12000\"")
                .contains("EUR 12000 is USD 13,920.00, at 1.16 for one unit (assumed, 2025-09).")
                .contains("EUR 500 is USD 580.00");
        assertThat(owner.get("/api/v1" + path).body())
                .contains("\"original\":\"EUR 12000\"")
                .contains("\"usd\":13920.00")
                .contains("\"kind\":\"ASSUMED\"")
                .contains("\"outage_cost_per_hour\":\"EUR 12000\"");
    }

    @Test
    void a_rate_set_by_the_user_converts_from_then_on() {
        owner.post("/workloads", Map.of("name", "Sterling", "external_id", "sterling", "outage_cost_per_hour", "£100"));
        assertThat(owner.post("/settings", Map.of("key", "currency.GBP", "value", "2"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(owner.get("/api/v1/workloads?q=Sterling").body()).contains("\"usd\":200.00");
        owner.post("/settings/reset", Map.of("key", "currency.GBP"));
        assertThat(owner.get("/api/v1/workloads?q=Sterling").body()).contains("\"usd\":134.00");
    }

    @Test
    void money_without_a_rate_is_kept_and_says_so() {
        var answer = owner.post(
                "/workloads", Map.of("name", "Reykjavik", "external_id", "isk", "outage_cost_per_hour", "ISK 90000"));
        var path = answer.headers().firstValue("Location").orElseThrow().replaceAll("\\?.*", "");
        assertThat(owner.get(path).body())
                .contains("value=\"ISK 90000\"")
                .contains("ISK 90000 is kept as it is: there is no rate for its currency.");
    }

    @Test
    void a_refused_form_keeps_what_was_written_and_names_each_field() {
        var answer = owner.post("/workloads", Map.of("name", "", "latency_budget", "-5 ms", "user_location", "Xyzzyx"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("value=\"-5 ms\"")
                .contains("value=\"Xyzzyx\"")
                .contains("href=\"#f-name\"")
                .contains("href=\"#f-latency_budget\"")
                .contains("href=\"#f-user_location\"")
                .contains("aria-invalid=\"true\"");
        assertThat(owner.get("/workloads?q=Xyzzyx").body()).contains("No workload has all of this");
    }

    @Test
    void a_stale_form_is_refused_and_can_be_saved_knowingly() {
        var path = added("Welder", "30 ms");
        assertThat(owner.post(path, edit("Welder", "35 ms", "1")).statusCode()).isEqualTo(303);
        var stale = owner.post(path, edit("Welder", "45 ms", "1"));
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("value=\"45 ms\"").contains("name=\"version\" value=\"2\"");
        assertThat(owner.get(path).body()).contains("value=\"35 ms\"");
        assertThat(owner.post(path, edit("Welder", "45 ms", "2")).statusCode()).isEqualTo(303);
    }

    private static Map<String, String> edit(String name, String budget, String version) {
        return Map.of(
                "name",
                name,
                "external_id",
                name.toLowerCase(java.util.Locale.ROOT),
                "purpose",
                "CONTROL",
                "waiting",
                "MACHINE",
                "latency_budget",
                budget,
                "version",
                version);
    }

    @Test
    void an_external_id_belongs_to_one_workload() {
        added("Twin", "30 ms");
        var answer = owner.post("/workloads", Map.of("name", "Other", "external_id", "twin"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Another workload has the external id (twin)");
    }

    @Test
    void the_class_is_shown_while_one_types_and_nothing_is_stored() {
        var answer = owner.send(owner.page("/workloads/classify")
                .header("HX-Request-Type", "partial")
                .header("Origin", owner.origin())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "_csrf=" + owner.csrf() + "&purpose=INTERACTIVE&waiting=HUMAN&latency_budget=450+ms")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("<section id=\"classification\"")
                .contains("Live conversation")
                .contains("R07 applies")
                .doesNotContain("<html");
    }

    @Test
    void a_removed_workload_is_gone() {
        var path = added("Gone", "30 ms");
        assertThat(owner.post(path + "/delete", Map.of("version", "1")).statusCode())
                .isEqualTo(303);
        assertThat(owner.get(path).statusCode()).isEqualTo(404);
    }
}
