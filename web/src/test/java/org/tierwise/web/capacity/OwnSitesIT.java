package org.tierwise.web.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.web.TestServer;

/** Own premises from the proposal of an inventory to the plan that uses them, and measured round trips. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OwnSitesIT {
    private static final Map<String, String> ZARAGOZA = Map.of(
            "place", "Zaragoza ES",
            "name", "Plant hall",
            "pue", "1.4",
            "kwh", "0.21",
            "kw", "10",
            "accelerator_1", "L4-24GB",
            "quantity_1", "5",
            "price_1", "4100");

    @TempDir
    static Path folder;

    private static TestServer owner;

    @BeforeAll
    static void start() {
        owner = TestServer.start(folder).signedIn();
        var added = owner.post(
                "/workloads",
                Map.of(
                        "name",
                        "Press robot",
                        "purpose",
                        "CONTROL",
                        "waiting",
                        "MACHINE",
                        "latency_budget",
                        "40 ms",
                        "processing_time",
                        "10 ms",
                        "peak_rps",
                        "20",
                        "user_location",
                        "Zaragoza ES",
                        "current_site",
                        "On-prem Zaragoza"));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(303);
    }

    @AfterAll
    static void stop() {
        owner.close();
    }

    private static Map<String, String> with(String field, String value) {
        var fields = new LinkedHashMap<>(ZARAGOZA);
        fields.put(field, value);
        return fields;
    }

    @Test
    @Order(1)
    void what_the_inventory_proposes_is_offered_prefilled() {
        assertThat(owner.get("/capacity/own").body())
                .contains("Proposed from your inventory")
                .contains("/capacity/new?place=Zaragoza+ES")
                .contains("16 × L4-24GB");
        assertThat(owner.get("/plans/new").body()).contains("Zaragoza ES").contains("href=\"/capacity/own\"");
        assertThat(owner.get("/capacity/new?place=Zaragoza+ES").body())
                .contains("value=\"Zaragoza ES\"")
                .contains("value=\"16\"")
                .contains("value=\"4500\"");
    }

    @Test
    @Order(2)
    void bad_values_are_refused_with_what_was_written() {
        assertRefused(with("place", "Xyzzyx"), "value=\"Xyzzyx\"", "There is no city (Xyzzyx)");
        assertRefused(with("place", "Spain"), "(Spain) is a whole country");
        assertRefused(with("pue", "0.8"), "value=\"0.8\"", "The value (0.8) must be a number from 1 to 3");
        assertRefused(with("kwh", "-1"), "The value (-1)");
        assertRefused(with("kwh", "NaN"), "The value (NaN)");
        assertRefused(with("quantity_1", "2.5"), "The quantity (2.5) must be a whole number");
        assertRefused(with("quantity_1", "0"), "A site needs at least one");
        assertRefused(with("accelerator_1", "X900"), "There is no accelerator (X900)");
        assertRefused(with("kw", "0.3"), "The power limit (0.3 kW) is below");
        assertThat(owner.get("/capacity/own").body()).doesNotContain("Plant hall");
    }

    private static void assertRefused(Map<String, String> fields, String... texts) {
        var answer = owner.post("/capacity/own", fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body())
                .contains(texts)
                .contains("aria-invalid=\"true\"")
                .contains("value=\"Plant hall\"");
    }

    @Test
    @Order(3)
    void a_confirmed_site_is_capacity_and_replaces_the_proposal() {
        assertThat(owner.post("/capacity/own", ZARAGOZA).statusCode()).isEqualTo(303);
        assertThat(owner.post("/capacity/own", ZARAGOZA).body())
                .contains("There is an own site in Zaragoza ES already");
        assertThat(owner.get("/capacity?q=plant+hall").body())
                .contains("href=\"/capacity/own/zaragoza-es\"")
                .contains("<small class=\"own\">own</small>");
        assertThat(owner.get("/capacity/own/zaragoza-es").body())
                .contains("0.21")
                .contains("10 kW")
                .contains("entered by the owner")
                .contains("href=\"/capacity/own/zaragoza-es/edit\"");
        assertThat(owner.get("/api/v1/sites/own/zaragoza-es").body()).contains("\"own/zaragoza-es|L4-24GB|owned\"");
        assertThat(owner.get("/capacity/own").body()).doesNotContain("Proposed from your inventory");
        assertThat(owner.get("/plans/new").body()).doesNotContain("Zaragoza ES");
    }

    @Test
    @Order(4)
    void the_next_plan_runs_on_it() throws InterruptedException {
        var started = owner.post("/runs", Map.of("policy", "balanced", "seconds", "1", "seed", "1", "premises", "yes"));
        assertThat(started.statusCode()).as(started.body()).isEqualTo(303);
        var run = started.headers().firstValue("Location").orElseThrow();
        var plan = Pattern.compile("href=\"(/plans/\\d+)\"");
        for (int i = 0; i < 240; i++) {
            var found = plan.matcher(owner.get(run).body());
            if (found.find()) {
                assertThat(owner.get(found.group(1) + "/placements").body()).contains("Plant hall");
                return;
            }
            Thread.sleep(250);
        }
        throw new AssertionError("No plan after a minute: " + owner.get(run).body());
    }

    @Test
    @Order(5)
    void a_stale_edit_is_refused_and_a_removed_site_is_gone() {
        var path = "/capacity/own/zaragoza-es";
        var edit = with("quantity_1", "7");
        edit.put("version", "1");
        assertThat(owner.post(path, edit).statusCode()).isEqualTo(303);
        assertThat(owner.get(path + "/edit").body()).contains("value=\"7\"").contains("value=\"4100\"");
        assertThat(owner.post(path, edit).statusCode()).isEqualTo(409);
        assertThat(owner.post(path + "/delete", Map.of("version", "1")).statusCode())
                .isEqualTo(409);
        assertThat(owner.post(path + "/delete", Map.of("version", "2")).statusCode())
                .isEqualTo(303);
        assertThat(owner.get(path).statusCode()).isEqualTo(404);
        assertThat(owner.get("/capacity/own").body()).contains("Proposed from your inventory");
    }

    @Test
    @Order(6)
    void a_measured_round_trip_starts_in_a_city_and_can_be_removed() {
        var path = "/capacity/round-trips";
        var below = owner.post(path, Map.of("from", "Madrid ES", "to", "aws/eu-central-1", "ms", "3"));
        assertThat(below.statusCode()).isEqualTo(422);
        assertThat(below.body()).contains("BELOW_FLOOR").contains("Madrid ES");
        assertThat(owner.post(path, Map.of("from", "Xyzzyx", "to", "aws/eu-central-1", "ms", "30"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(owner.post(path, Map.of("from", "Madrid ES", "to", "aws/eu-central-1", "ms", "30"))
                        .statusCode())
                .isEqualTo(303);
        var listed = owner.get(path).body();
        assertThat(listed).contains("Madrid ES").contains("30 ms");
        var id = Pattern.compile("name=\"from\" value=\"(city/\\d+)\"").matcher(listed);
        assertThat(id.find()).isTrue();
        assertThat(owner.post(path + "/delete", Map.of("from", id.group(1), "to", "aws/eu-central-1", "seen", "30"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(owner.get(path).body()).contains("Nothing was measured yet");
    }
}
