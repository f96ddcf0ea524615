package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.activity.Activity;
import org.tierwise.catalog.activity.ActivityFilter;
import org.tierwise.catalog.activity.ActivityRepository;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanJson;
import org.tierwise.catalog.policy.BackupRule;
import org.tierwise.catalog.policy.FailureDomain;
import org.tierwise.solver.proof.PlanCheck;
import org.tierwise.web.fault.Estates;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program's way from workloads over a solve to the placements of a plan. */
class PlanRunApiIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String INVENTORY = """
            name,purpose,waiting,latency_budget,user_location,peak_rps,model
            Robot arm,CONTROL,MACHINE,40 ms,Berlin,5,
            Office chat,INTERACTIVE,HUMAN,2000 ms,Manila,2,Llama-3.1-8B
            Nightly report,BATCH,NOBODY,,Frankfurt,0.1,Llama-3.1-8B
            """;

    @TempDir
    Path folder;

    private TestServer program;

    @BeforeEach
    void start() {
        program = TestServer.start(folder).signedIn();
    }

    @AfterEach
    void stop() {
        program.close();
    }

    @Test
    void a_program_imports_solves_and_reads_the_placements() {
        var imported = post("/api/v1/imports?dry_run=false", INVENTORY);
        assertThat(json(imported).path("counts").path("added").asInt())
                .as(imported.body())
                .isEqualTo(3);

        var accepted =
                post("/api/v1/solves", "{\"policy\": \"lowest-cost\", \"steps\": 50, \"title\": \"By program\"}");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        var run = ended(accepted.headers().firstValue("Location").orElseThrow());
        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("DONE");
        assertThat(json(program.get("/api/v1/solves")).path("total").asInt()).isEqualTo(1);

        var listed = json(program.get("/api/v1/plans")).path("items").path(0);
        assertThat(listed.path("title").asString()).isEqualTo("By program");
        assertThat(listed.path("policy").asString()).isEqualTo("lowest-cost");
        assertThat(listed.path("href")).isEqualTo(run.path("planHref"));

        var stored = program.get(run.path("planHref").asString());
        var plan = PlanJson.read(stored.body().getBytes(StandardCharsets.UTF_8));
        assertThat(plan.title()).isEqualTo("By program");
        assertThat(plan.placements()).isNotEmpty();
        assertThat(plan.monthlyCost().usd())
                .isEqualByComparingTo(listed.path("costPerMonthUsd").decimalValue());

        assertThat(PlanCheck.of(PlanJson.open(stored.body().getBytes(StandardCharsets.UTF_8))))
                .hasSizeGreaterThan(10)
                .allSatisfy(finding ->
                        assertThat(finding.holds()).as(finding.words()).isTrue());
        assertThat(program.get("/plans/1/export/plan.json").body()).isEqualTo(stored.body());
        assertThat(listed.path("lowerBoundPerMonthUsd").isNumber()).isTrue();
        var pools = json(program.get(run.path("planHref").asString() + "/capacity"));
        assertThat(pools.path("total").asInt())
                .isEqualTo(Objects.requireNonNull(plan.proof()).pools().size());
        assertThat(program.get("/plans/1/export/capacity.csv").body()).startsWith("site_id,site,provider");

        var placements = run.path("planHref").asString() + "/placements";
        var all = json(program.get(placements));
        assertThat(all.path("total").asInt()).isEqualTo(plan.placements().size());
        var chats = json(program.get(placements + "?q=chat"));
        assertThat(chats.path("total").asInt()).isEqualTo(1);
        assertThat(names(chats)).containsExactly("Office chat");
        assertThat(names(json(program.get(placements + "?sort=-workload"))))
                .isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER.reversed());
        assertThat(json(program.get(placements + "?tier=EDGE&q=nightly&provider=nobody"))
                        .path("total")
                        .asInt())
                .isZero();
        // A run that has ended cannot be stopped any more, and says so by its unchanged state.
        assertThat(json(post("/api/v1/solves/" + run.path("id").asLong() + "/stop", ""))
                        .path("state")
                        .asString())
                .isEqualTo("DONE");
    }

    @Test
    void a_program_computes_the_trade_off_of_a_plan_and_finds_its_points_as_plans() {
        post("/api/v1/imports?dry_run=false", INVENTORY);
        ended(post("/api/v1/solves", "{\"steps\": 50}")
                .headers()
                .firstValue("Location")
                .orElseThrow());
        assertThat(program.get("/api/v1/plans/1/trade-offs").statusCode()).isEqualTo(404);
        assertThat(post("/api/v1/plans/2/trade-offs", "{}").statusCode()).isEqualTo(404);
        var refused = post("/api/v1/plans/1/trade-offs", "{\"points\": 1, \"seconds\": \"long\"}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).path("errors").findValuesAsString("field")).containsExactly("points", "seconds");

        var accepted = post("/api/v1/plans/1/trade-offs", "{\"points\": 3, \"seconds\": 5}");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        var curve = ended(accepted.headers().firstValue("Location").orElseThrow());

        assertThat(curve.path("state").asString()).as(curve.toString()).isEqualTo("DONE");
        var point = curve.path("curve").path("points").path(0);
        var plan = PlanJson.read(
                program.get(point.path("planHref").asString()).body().getBytes(StandardCharsets.UTF_8));
        assertThat(plan.title()).isEqualTo("Trade-off of plan 1: USD 0 per ms");
        assertThat(json(post("/api/v1/plans/1/trade-offs/stop", ""))
                        .path("state")
                        .asString())
                .isEqualTo("DONE");
        assertThat(program.get("/plans/1/trade-offs/points.csv").body()).contains("true\r\n");
    }

    @Test
    void a_program_pins_a_placement_loses_a_site_and_starts_from_a_plan() {
        post("/api/v1/imports?dry_run=false", INVENTORY);
        var first = solved("{\"steps\": 50}");
        var chat = placement(first, "Office chat");
        var elsewhere = chat.alternatives().stream()
                .filter(other -> other.costDelta() != null)
                .reduce((a, b) -> b)
                .orElseThrow();
        var report = placement(first, "Nightly report");
        var body = JSON.createObjectNode()
                .put("steps", 50)
                .put("providerCapPercent", 90)
                .put("backups", "1")
                .put("backupDomain", "country")
                .put("fromPlan", 1)
                .put("movePriceUsd", 25);
        body.putObject("pins").put(chat.slice().id(), elsewhere.at().optionId());
        body.putArray("withoutSites").add(report.at().siteId());
        var second = solved(body.toString());

        assertThat(placement(second, "Office chat").at().optionId())
                .isEqualTo(elsewhere.at().optionId());
        assertThat(placement(second, "Nightly report").at().siteId())
                .isNotEqualTo(report.at().siteId());
        var asked = Objects.requireNonNull(second.rules()).asked();
        assertThat(asked.providerCapPercent()).isEqualTo(90);
        assertThat(asked.backups()).isEqualTo(new BackupRule(FailureDomain.COUNTRY, true, 1));
        assertThat(Objects.requireNonNull(asked.baseline()).name()).isEqualTo("plan 1");
        assertThat(asked.baseline().pricePerMove().usd()).isEqualByComparingTo("25");
    }

    private PlacementPlan solved(String body) {
        var accepted = post("/api/v1/solves", body);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        var run = ended(accepted.headers().firstValue("Location").orElseThrow());
        var plan = program.get(run.path("planHref").asString());
        assertThat(plan.statusCode()).as(run.toString()).isEqualTo(200);
        return PlanJson.read(plan.body().getBytes(StandardCharsets.UTF_8));
    }

    private static Placement placement(PlacementPlan plan, String workload) {
        return plan.placements().stream()
                .filter(placement -> placement.slice().workloadName().equals(workload))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void bad_rules_are_told_field_by_field_and_a_pin_that_cannot_be_kept_fails_the_run_with_the_reason() {
        var answer = post(
                "/api/v1/solves",
                "{\"providerCapPercent\": 100, \"backups\": \"some\", \"backupDomain\": \"planet\", \"fromPlan\": 7,"
                        + " \"movePriceUsd\": -1, \"pins\": [1]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(json(answer).path("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder(
                        "providerCapPercent", "backups", "backupDomain", "fromPlan", "movePriceUsd", "pins");
        assertThat(answer.body())
                .contains("(100) is not a whole number from 1 to 99.", "(planet) is no failure domain.");

        post("/api/v1/imports?dry_run=false", INVENTORY);
        var accepted = post("/api/v1/solves", "{\"steps\": 5, \"pins\": {\"Nobody@Nowhere\": \"no-pool\"}}");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        var run = ended(accepted.headers().firstValue("Location").orElseThrow());
        assertThat(run.path("state").asString()).isEqualTo("FAILED");
        assertThat(run.toString()).contains("(Nobody@Nowhere) to (no-pool) names no demand slice.");
    }

    @Test
    void a_stopped_solve_keeps_its_best_plan() {
        post("/api/v1/imports?dry_run=false", Estates.rivals(40));
        var location = post("/api/v1/solves", "{\"seconds\": 600}")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        long until = System.nanoTime() + 60_000_000_000L;
        while (json(program.get(location)).path("bestCostPerMonthUsd").isMissingNode()) {
            assertThat(System.nanoTime()).as("a plan is found within a minute").isLessThan(until);
            LockSupport.parkNanos(100_000_000);
        }
        assertThat(post(location + "/stop", "").statusCode()).isEqualTo(202);
        var run = ended(location);
        assertThat(program.get(run.path("planHref").asString()).statusCode())
                .as(run.toString())
                .isEqualTo(200);
    }

    @Test
    void a_bad_request_is_told_field_by_field() {
        var answer = post(
                "/api/v1/solves",
                "{\"policy\": \"cheap\", \"seconds\": 0, \"seed\": \"one\", \"leaveOutUnclassified\": \"yes\"}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(json(answer).path("errors").findValuesAsString("field"))
                .containsExactly("policy", "seconds", "seed", "leaveOutUnclassified");
        assertThat(json(answer).path("errors").findValuesAsString("value")).containsExactly("cheap", "0", "one", "yes");

        assertThat(post("/api/v1/solves", "{\"seconds\": 5, \"steps\": 5}").body())
                .contains("Give seconds or steps, not both.");
        assertThat(post("/api/v1/solves", "[1]").statusCode()).isEqualTo(400);
        assertThat(post("/api/v1/solves", "{\"speed\": 1}").body()).contains("There is no field (speed)");
        assertThat(post("/api/v1/solves", "{}").body()).contains("There is no workload to place.");
        assertThat(program.get("/api/v1/solves/7").statusCode()).isEqualTo(404);
        assertThat(program.get("/api/v1/plans/7").statusCode()).isEqualTo(404);
        assertThat(program.get("/api/v1/plans/x/placements").statusCode()).isEqualTo(404);
    }

    @Test
    void workloads_without_a_class_refuse_a_solve_unless_they_are_left_out() {
        post("/api/v1/imports?dry_run=false", INVENTORY);
        post("/api/v1/workloads", "{\"name\": \"Mystery\"}");
        var refused = post("/api/v1/solves", "{\"steps\": 5}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(json(refused).path("unclassified").findValuesAsString("name"))
                .containsExactly("Mystery");
        assertThat(post("/api/v1/solves", "{\"steps\": 5, \"leaveOutUnclassified\": true}")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void a_round_trip_below_the_fibre_floor_is_refused_and_nothing_of_its_request_is_stored() {
        var refused = post(
                "/api/v1/sites/round-trips",
                "{\"items\": [{\"from\": \"aws/eu-central-1\", \"to\": \"aws/eu-west-1\", \"ms\": 24.5},"
                        + " {\"from\": \"aws/eu-central-1\", \"to\": \"aws/us-east-1\", \"ms\": 3}]}");
        assertThat(refused.statusCode()).isEqualTo(422);
        var mistake = json(refused).path("errors").path(0);
        assertThat(mistake.path("code").asString()).isEqualTo("BELOW_FLOOR");
        assertThat(mistake.path("row").asInt()).isEqualTo(2);
        assertThat(mistake.path("value").asString()).isEqualTo("3");
        assertThat(json(program.get("/api/v1/sites/round-trips")).path("items")).isEmpty();

        var stored = post(
                "/api/v1/sites/round-trips",
                "{\"items\": [{\"from\": \"aws/eu-central-1\", \"to\": \"aws/eu-west-1\", \"ms\": 24.5}]}");
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
        assertThat(json(program.get("/api/v1/sites/round-trips"))
                        .path("items")
                        .path(0)
                        .path("p50Ms")
                        .asDouble())
                .isEqualTo(24.5);
        assertThat(activities())
                .containsExactly("The measured round trip from aws/eu-central-1 to aws/eu-west-1 was created.");
    }

    @Test
    void the_page_and_programs_refuse_a_round_trip_in_the_same_words() {
        for (var wrong : List.of(
                Map.of("from", "Madrid ES", "to", "aws/eu-central-1", "ms", "3"),
                Map.of("from", "Valencia", "to", "aws/eu-central-1", "ms", "30"),
                Map.of("from", "Xyzzyx", "to", "nowhere", "ms", "-1"))) {
            var body = "{\"items\": [{\"from\": \"%s\", \"to\": \"%s\", \"ms\": \"%s\"}]}"
                    .formatted(wrong.get("from"), wrong.get("to"), wrong.get("ms"));
            var messages =
                    json(post("/api/v1/sites/round-trips", body)).path("errors").findValuesAsString("message");
            assertThat(messages).isNotEmpty();
            var page = program.post("/capacity/round-trips", wrong).body();
            assertThat(messages).allSatisfy(message -> assertThat(page).contains(message));
        }
        var stored = post(
                "/api/v1/sites/round-trips",
                "{\"items\": [{\"from\": \"Madrid ES\", \"to\": \"aws/eu-central-1\", \"ms\": 30}]}");
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
        assertThat(program.get("/capacity/round-trips").body())
                .contains("Madrid ES")
                .contains("30 ms");
    }

    private List<String> activities() {
        return program
                .app()
                .database()
                .tx()
                .read(db -> new ActivityRepository(db)
                        .older(ActivityFilter.of(1), null, 100)
                        .entries())
                .stream()
                .filter(activity -> activity.subject().kind().equals("round trip"))
                .map(Activity::summary)
                .toList();
    }

    @Test
    void without_a_database_pages_and_programs_are_told_so_and_to_come_again() {
        program.get("/workloads");
        program.app().database().close();
        var page = program.get("/workloads");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Retry-After")).contains("5");
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.body()).contains("stopping");
        var answer = program.get("/api/v1/plans");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    private JsonNode ended(String location) {
        while (true) {
            var run = json(program.get(location));
            if (!run.path("state").asString().matches("QUEUED|RUNNING")) {
                return run;
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    private static List<String> names(JsonNode placements) {
        return StreamSupport.stream(placements.path("items").spliterator(), false)
                .map(item -> item.path("slice").path("workloadName").asString())
                .toList();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> post(String path, String body) {
        return program.send(program.page(path)
                .header("Origin", program.origin())
                .header("X-CSRF-Token", program.csrf())
                .header("Content-Type", path.contains("imports") ? "text/csv" : "application/json")
                .POST(BodyPublishers.ofString(body)));
    }
}
