package org.tierwise.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tierwise.catalog.schema.Tables.PLAN;
import static org.tierwise.catalog.schema.Tables.PLAN_CERTIFICATE_PIECE;
import static org.tierwise.catalog.schema.Tables.PLAN_PIECE;

import io.javalin.http.HandlerType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.activity.Activity;
import org.tierwise.catalog.activity.ActivityChain;
import org.tierwise.catalog.activity.ActivityDocuments;
import org.tierwise.catalog.activity.ActivityFilter;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.activity.ActivityRepository;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.testing.RandomPlans;
import org.tierwise.web.cli.RootCommand;
import org.tierwise.web.cli.VerifyCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every change is logged with who, before and after; the log can be searched and exported; damage is never served. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

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

    private static HttpResponse<String> api(String method, String path, String body, String version) {
        var request = program.page(path)
                .header("Origin", program.origin())
                .header("X-CSRF-Token", program.csrf())
                .header("Content-Type", path.contains("imports") ? "text/csv" : "application/json")
                .method(method, BodyPublishers.ofString(body));
        return program.send(version.isEmpty() ? request : request.header("If-Match", version));
    }

    private static List<ActivityRepository.Whole> log() {
        var all = new ActivityFilter(null, "", "", "", "", "", null, null);
        return program.app().database().tx().read(db -> {
            var log = new ActivityRepository(db);
            return log.whole(log.older(all, null, 1_000).entries());
        });
    }

    private static ActivityRepository.Whole newest(String verb, String kind) {
        return log().stream()
                .filter(whole -> whole.entry().verb().equals(verb)
                        && whole.entry().subject().kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing says " + verb + " " + kind));
    }

    @Test
    @Order(1)
    void every_change_through_the_api_is_logged_with_before_and_after() {
        var created = api("POST", "/api/v1/workloads", "{\"name\": \"Robot\", \"purpose\": \"CONTROL\"}", "");
        var path = created.headers().firstValue("Location").orElseThrow();
        api("PUT", path, "{\"name\": \"Robot\", \"latency_budget\": \"45 ms\"}", "\"1\"");
        api("PUT", path, "{\"name\": \"Stale\"}", "\"1\"");
        var changed = newest("changed", "workload");
        assertThat(changed.documents().before()).contains("Robot").doesNotContain("45");
        assertThat(changed.documents().after()).contains("45");
        assertThat(changed.entry().by().name()).isEqualTo("owner");
        assertThat(changed.entry().by().via()).startsWith("session ");
        assertThat(changed.entry().by().clientIp()).isEqualTo("127.0.0.1");
        api("DELETE", path, "", "\"2\"");
        assertThat(newest("deleted", "workload").documents().after()).isNull();
        assertThat(newest("deleted", "workload").documents().before()).contains("45");
        assertThat(newest("created", "workload").documents().before()).isNull();
        assertThat(log())
                .filteredOn(whole -> whole.entry().summary().contains("Stale"))
                .isEmpty();

        api("POST", "/api/v1/imports?dry_run=false", "name,purpose,latency_budget\nDry,BATCH,\nWet,BATCH,\n", "");
        api("POST", "/api/v1/imports?dry_run=false", "name,purpose,latency_budget\nDry,BATCH,9 s\nWet,BATCH,\n", "");
        var imported = newest("imported", "import");
        assertThat(imported.documents().after())
                .contains("\"changed\":[\"dry\"]")
                .contains("sha256");
        var byImport = newest("changed", "workload");
        assertThat(byImport.entry().summary()).contains("by importing");
        assertThat(byImport.documents().before()).contains("Dry").doesNotContain("purpose");
        assertThat(byImport.documents().after()).contains("9000");

        api(
                "POST",
                "/api/v1/sites/round-trips",
                "{\"items\":[{\"from\":\"Madrid ES\",\"to\":\"aws/eu-central-1\",\"ms\":30}]}",
                "");
        api(
                "POST",
                "/api/v1/sites/round-trips",
                "{\"items\":[{\"from\":\"Madrid ES\",\"to\":\"aws/eu-central-1\",\"ms\":31}]}",
                "");
        assertThat(newest("changed", "round trip").documents()).satisfies(both -> {
            assertThat(both.before()).contains("30");
            assertThat(both.after()).contains("31");
        });
        var run = JSON.readTree(api("POST", "/api/v1/solves", "{\"title\": \"T\", \"seconds\": 3000}", "")
                .body());
        api("POST", "/api/v1/solves/" + run.path("id").asString() + "/stop", "", "");
        assertThat(newest("started", "run").documents().after()).contains("balanced");
        assertThat(newest("stopped", "run").entry().by().via()).startsWith("session ");
    }

    @Test
    @Order(2)
    void every_change_on_pages_is_logged_and_who_signs_in() {
        program.post("/settings", Map.of("key", "latency.aggregationOtherMs", "value", "0.7"));
        assertThat(newest("changed", "assumption").documents().before()).isNull();
        program.post("/settings", Map.of("key", "latency.aggregationOtherMs", "value", "0.8"));
        assertThat(newest("changed", "assumption").documents().before()).contains("0.7");
        program.post("/settings/reset", Map.of("key", "latency.aggregationOtherMs"));
        assertThat(newest("reset", "assumption").documents().after()).isNull();
        var ends = newest("changed", "round trip").entry().subject().id().split(" to ", 2);
        program.post("/capacity/round-trips/delete", Map.of("from", ends[0], "to", ends[1], "seen", "31"));
        assertThat(newest("deleted", "round trip").documents().before()).contains("31");
        program.post("/workloads", Map.of("name", "By form", "purpose", "BATCH"));
        assertThat(newest("created", "workload").entry().summary()).contains("By form");
        program.post("/sample", Map.of());
        program.post("/sample/leave", Map.of());
        program.post("/sample", Map.of());
        program.post("/sample/remove", Map.of());
        assertThat(verbs("workspace")).contains("created", "left", "opened", "deleted");
        program.get("/sign-in?token=false");
        assertThat(verbs("sign-in")).contains("signed in");
        try (var stranger = new Stranger()) {
            stranger.get("/sign-in?token=false");
        }
        assertThat(newest("refused", "sign-in").entry().by().name()).isEqualTo("nobody");
        assertThat(newest("refused", "sign-in").entry().workspaceId()).isNull();
    }

    private static Set<String> verbs(String kind) {
        return log().stream()
                .map(ActivityRepository.Whole::entry)
                .filter(entry -> entry.subject().kind().equals(kind))
                .map(Activity::verb)
                .collect(Collectors.toSet());
    }

    /** Somebody without a session. */
    private static final class Stranger implements AutoCloseable {
        private final java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();

        void get(String path) {
            try {
                client.send(
                        java.net.http.HttpRequest.newBuilder(java.net.URI.create(program.origin() + path))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            } catch (java.io.IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }

    @Test
    @Order(3)
    void the_page_filters_and_pages_and_says_what_is_wrong_with_a_date() {
        var tx = program.app().database().tx();
        for (int i = 0; i < 120; i++) {
            int number = i;
            tx.writeUnsynced(db -> {
                new ActivityLog(db)
                        .add(
                                1,
                                Actor.named("zoe"),
                                "tested",
                                new ActivityLog.Subject("test", "t" + number),
                                "Test " + number + ".",
                                null,
                                null);
                return true;
            });
        }
        var page = program.get("/activity?kind=test").body();
        assertThat(page)
                .contains("Test 119.")
                .contains("Test 70.")
                .doesNotContain("Test 69.")
                .contains("before=");
        var older =
                page.replaceAll("(?s).*href=\"([^\"]*before=\\d+)\".*", "$1").replace("&amp;", "&");
        var second = program.get(older).body();
        assertThat(second).contains("Test 69.").contains("Test 20.").doesNotContain("Test 70.");
        var newer =
                second.replaceAll("(?s).*href=\"([^\"]*after=\\d+)\".*", "$1").replace("&amp;", "&");
        assertThat(program.get(newer).body())
                .contains("Test 119.")
                .contains("Test 70.")
                .doesNotContain("Test 69.");
        assertThat(program.get("/activity?actor=zoe&q=test+7").body())
                .contains("Test 7.")
                .doesNotContain("Test 1.");
        assertThat(program.get("/activity?q=refused").body()).contains("No activity matches");
        assertThat(program.get("/admin/activity?q=refused").body()).contains("Refused to sign in");
        var wrong = program.get("/activity?from=soon");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("The day (soon) must look like 2026-11-28.");
        var one = newest("changed", "workload").entry().seq();
        assertThat(program.get("/activity/" + one).body()).contains("Before").contains("9000");
        assertThat(program.get("/activity/999999").statusCode()).isEqualTo(404);
        var elsewhere = newest("refused", "sign-in").entry().seq();
        assertThat(program.get("/activity/" + elsewhere).statusCode()).isEqualTo(404);
        assertThat(program.get("/admin/activity/" + elsewhere).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(4)
    void whoever_gets_the_export_can_check_the_chain_without_us() {
        var lines = program.get("/admin/activity/export.jsonl").body().lines().toList();
        assertThat(lines).hasSizeGreaterThan(130);
        var prev = ActivityChain.GENESIS;
        for (var line : lines.reversed()) {
            var item = JSON.readTree(line);
            assertThat(item.path("prevHash").asString()).isEqualTo(prev);
            prev = ActivityChain.hash(entry(item), new ActivityDocuments(text(item, "before"), text(item, "after")));
            assertThat(item.path("hash").asString()).isEqualTo(prev);
        }
        var csv = program.get("/activity/export.csv?kind=test").body();
        assertThat(csv.lines().toList()).hasSize(121);
        assertThat(csv).startsWith("seq,time,workspace,actor,");
        var items = new ArrayList<Long>();
        var next = "";
        do {
            var answer = JSON.readTree(
                    program.get("/api/v1/activity?size=50&kind=test" + next).body());
            answer.path("items").forEach(item -> items.add(item.path("seq").asLong()));
            next = answer.has("next") ? "&before=" + answer.path("next").asString() : "";
        } while (!next.isEmpty());
        assertThat(items).hasSize(120).doesNotHaveDuplicates();
        assertThat(program.get("/api/v1/activity?from=soon").statusCode()).isEqualTo(400);
    }

    private static Activity entry(JsonNode item) {
        return new Activity(
                item.path("seq").asLong(),
                java.time.Instant.parse(item.path("happenedAt").asString()),
                item.has("workspaceId") ? item.path("workspaceId").asLong() : null,
                new Actor(item.path("actor").asString(), text(item, "via"), text(item, "clientIp")),
                item.path("verb").asString(),
                new ActivityLog.Subject(
                        item.path("kind").asString(), item.path("id").asString()),
                item.path("summary").asString(),
                item.path("prevHash").asString(),
                "");
    }

    private static @Nullable String text(JsonNode item, String name) {
        return item.has(name) ? item.path(name).asString() : null;
    }

    private interface Damage {
        void in(DSLContext db, long plan);
    }

    private static int plan(Damage damage) {
        return program.app().database().tx().write(db -> {
            var stored = new PlanRepository(db).insert(1, RandomPlans.plan(5), "owner", null);
            damage.in(db.dsl(), stored.id());
            return stored.number();
        });
    }

    @Test
    @Order(5)
    void a_damaged_plan_is_never_served_on_any_route() {
        int row = plan((db, id) -> db.update(PLAN)
                .set(PLAN.COST_MICROS, PLAN.COST_MICROS.plus(1_048_576L))
                .where(PLAN.ID.eq(id))
                .execute());
        int bytes = plan((db, id) -> {
            var piece = db.select(PLAN_PIECE.PIECE)
                    .from(PLAN_PIECE)
                    .where(PLAN_PIECE.PLAN_ID.eq(id))
                    .fetchSingle()
                    .value1();
            piece[piece.length / 2] ^= 8;
            db.update(PLAN_PIECE)
                    .set(PLAN_PIECE.PIECE, piece)
                    .where(PLAN_PIECE.PLAN_ID.eq(id))
                    .execute();
        });
        var asked = new HashSet<String>();
        for (int number : List.of(row, bytes)) {
            for (var route : routes()) {
                var answer = program.get(route.replace("{number}", Integer.toString(number)));
                assertThat(answer.statusCode()).as(route).isEqualTo(500);
                assertThat(answer.body()).as(route).contains("Plan " + number + " is damaged");
                asked.add(route);
            }
        }
        assertThat(asked).hasSizeGreaterThan(15);
        assertThat(program.get("/plans").body()).contains("damaged: the database holds something else");
        var listed = JSON.readTree(program.get("/api/v1/plans").body()).path("items");
        assertThat(listed.valueStream().filter(item -> item.path("damaged").asBoolean(false)))
                .singleElement()
                .satisfies(item -> assertThat(item.has("costPerMonthUsd")).isFalse());

        int certificate = plan((db, id) -> {
            var damaged = db.select(PLAN_CERTIFICATE_PIECE.PIECE)
                    .from(PLAN_CERTIFICATE_PIECE)
                    .where(PLAN_CERTIFICATE_PIECE.PLAN_ID.eq(id))
                    .fetchOptional();
            if (damaged.isEmpty()) {
                var piece = new org.tierwise.catalog.schema.tables.records.PlanCertificatePieceRecord();
                piece.setWorkspaceId(1L);
                piece.setPlanId(id);
                piece.setSeq(0);
                piece.setPiece(new byte[] {'A'});
                db.insertInto(PLAN_CERTIFICATE_PIECE).set(piece).execute();
            } else {
                damaged.get().value1()[0] ^= 1;
                db.update(PLAN_CERTIFICATE_PIECE)
                        .set(PLAN_CERTIFICATE_PIECE.PIECE, damaged.get().value1())
                        .where(PLAN_CERTIFICATE_PIECE.PLAN_ID.eq(id))
                        .execute();
            }
        });
        assertThat(program.get("/plans/" + certificate + "/export/plan.json").statusCode())
                .isEqualTo(500);
        assertThat(program.get("/api/v1/plans/" + certificate).statusCode()).isEqualTo(500);
    }

    /** All that are about one plan. */
    private static List<String> routes() {
        var router = program.app().server().javalin().unsafe.internalRouter;
        return router.allHttpHandlers().stream()
                .filter(route -> route.endpoint.method.equals(HandlerType.GET))
                .map(route -> route.endpoint.path)
                .filter(path -> path.contains("/plans/{number}"))
                // Of a plan that has no trade-off they say so, whatever state it is in.
                .filter(path -> !path.contains("points.csv") && !path.startsWith("/api/v1/plans/{number}/trade-offs"))
                .flatMap(path -> path.contains("{format}")
                        ? List.of("pdf", "xlsx", "csv", "json").stream().map(format -> path.replace("{format}", format))
                        : List.of(path).stream())
                .toList();
    }

    @Test
    @Order(6)
    void verify_finds_the_damage_of_a_stopped_server() {
        program.close();
        var before = verify("--data", folder.toString());
        assertThat(before)
                .startsWith("1 ")
                .contains("DAMAGED")
                .contains("Plan 2")
                .contains("notes in");
        assertThat(verify("--data", folder.resolve("nowhere").toString()))
                .startsWith("2 ")
                .contains("There is no database");
        assertThat(verify()).startsWith("2 ");
        assertThat(verify("--data", folder.toString())).isEqualTo(before);
    }

    private static String verify(String... arguments) {
        var text = new StringWriter();
        var line = RootCommand.with(new VerifyCommand(Clock.systemUTC()))
                .setOut(new PrintWriter(text))
                .setErr(new PrintWriter(text));
        var all = new ArrayList<>(List.of("verify"));
        all.addAll(List.of(arguments));
        return line.execute(all.toArray(String[]::new)) + " " + text;
    }
}
