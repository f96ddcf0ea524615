package org.tierwise.web.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on one PostgreSQL: each sees at once what the other changes, and both solve the prices of a trade-off. */
final class TwoInstancesIT {
    private static final int POINTS = 6;

    @TempDir
    Path folder;

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String SITE =
            "place=Zaragoza+ES&name=Plant+hall&pue=1.4&kwh=0.21&kw=10&accelerator_1=L4-24GB&quantity_1=5&price_1=4100";

    /** Catalogues and indexes are kept in memory; none of them may outlive a change of another instance. */
    private static void changesOfOneAreSeenByTheOther(Program one, Program other) {
        assertThat(other.get("/api/v1/sites/own/zaragoza-es").status()).isEqualTo(404);
        assertThat(one.post("/capacity/own", FORM, SITE).status()).isEqualTo(303);
        assertThat(other.get("/api/v1/sites/own/zaragoza-es").body()).contains("Plant hall");
        assertThat(other.get("/capacity?q=plant+hall").body()).contains("Plant hall");
        assertThat(other.post("/capacity/own", FORM, SITE).body())
                .contains("There is an own site in Zaragoza ES already");

        var key = "sizing.memoryUtilisation";
        assertThat(one.post("/settings", FORM, "key=" + key + "&value=0.7731").status())
                .isEqualTo(303);
        assertThat(other.get("/settings").body()).contains("0.7731");
        assertThat(other.post("/settings/reset", FORM, "key=" + key).status()).isEqualTo(303);
        assertThat(one.get("/settings").body()).doesNotContain("0.7731");

        var trip = "{\"items\": [{\"from\": \"aws/eu-central-1\", \"to\": \"aws/eu-west-1\", \"ms\": 24.5}]}";
        assertThat(one.post("/api/v1/sites/round-trips", trip).status()).isEqualTo(201);
        assertThat(other.get("/api/v1/sites/round-trips").body()).contains("24.5");
    }

    @Test
    void an_instance_without_runs_leaves_them_to_others_and_says_when_there_are_none() {
        try (var server = new PostgresServer(folder.resolve("postgres"));
                var pages = AppProcess.onServer(folder, server.url(), "pages", "--no-runs")) {
            var program = pages.signedIn();
            var imported = program.post("/api/v1/imports?dry_run=false", "text/csv", Estates.small());
            assertThat(imported.status()).as(imported.body()).isEqualTo(200);
            var run = program.post("/api/v1/solves", "{\"steps\": 20}")
                    .json()
                    .path("id")
                    .asString();
            var waiting = program.get("/api/v1/solves/" + run);
            assertThat(waiting.json().path("state").asString()).isEqualTo("QUEUED");
            assertThat(waiting.body()).contains("No instance that does runs is up");

            try (var worker = AppProcess.onServer(folder, server.url(), "worker")) {
                TakeoverIT.await(
                        Duration.ofSeconds(60),
                        () -> program.get("/api/v1/plans/1").confirmed());
                assertThat(worker.log()).doesNotContain("ERROR");
                // In order, so that it takes leave.
                assertThat(worker.stop()).isZero();
            }
            assertThat(server.value("select worker from job where id = " + run)).isEqualTo("worker");
            var sweep = program.post("/api/v1/plans/1/trade-offs", "{\"points\": 3, \"seconds\": 5}");
            assertThat(sweep.body()).contains("QUEUED", "No instance that does runs is up");
        }
    }

    @Test
    void instances_share_their_data_and_the_work_on_one_trade_off() {
        try (var server = new PostgresServer(folder.resolve("postgres"));
                var first = AppProcess.onServer(folder, server.url(), "first");
                var second = AppProcess.onServer(folder, server.url(), "second")) {
            var program = first.signedIn();
            var imported = program.post("/api/v1/imports?dry_run=false", "text/csv", Estates.rivals(30));
            assertThat(imported.status()).as(imported.body()).isEqualTo(200);
            var reader = second.signedIn();
            changesOfOneAreSeenByTheOther(program, reader);
            assertThat(program.post("/api/v1/solves", "{\"steps\": 20}").status())
                    .isEqualTo(202);
            TakeoverIT.await(
                    Duration.ofSeconds(60), () -> program.get("/api/v1/plans/1").confirmed());
            var begun = program.post("/api/v1/plans/1/trade-offs", "{\"points\": " + POINTS + ", \"seconds\": 12}");
            assertThat(begun.status()).as(begun.body()).isEqualTo(202);

            var workers = new HashSet<String>();
            TakeoverIT.await(Duration.ofSeconds(120), () -> {
                workers.addAll(server.rows(
                        "select distinct worker from job where kind like 'TRADEOFF%'" + " and worker is not null"));
                return reader.get("/api/v1/plans/1/trade-offs")
                        .json()
                        .path("state")
                        .asString()
                        .equals("DONE");
            });

            assertThat(workers).containsExactlyInAnyOrder("first", "second");
            var curve = program.get("/api/v1/plans/1/trade-offs").json().path("curve");
            var prices = new ArrayList<Double>();
            var kept = new HashSet<Integer>();
            curve.path("points").forEach(point -> {
                prices.add(point.path("pricePerMsUsd").asDouble());
                if (point.path("planNumber").isNumber()) {
                    kept.add(point.path("planNumber").asInt());
                }
            });
            assertThat(prices).as(curve.toString()).hasSize(POINTS).doesNotHaveDuplicates();
            // One plan for each point that is worth one, none twice, and nothing of the work is left behind.
            assertThat(server.value("select count(*) from plan where plan_number > 1"))
                    .isEqualTo(Integer.toString(kept.size()));
            assertThat(server.value("select count(*) from job where parent_id is not null"))
                    .isEqualTo("0");
            kept.forEach(number ->
                    assertThat(program.get("/api/v1/plans/" + number).status()).isEqualTo(200));
        }
    }
}
