package org.tierwise.web.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The prices of one trade-off are solved by all instances on one PostgreSQL, and make one curve. */
final class SpreadTradeoffIT {
    private static final int POINTS = 6;

    @TempDir
    Path folder;

    @Test
    void the_points_of_one_trade_off_are_spread_over_the_instances() {
        try (var server = new PostgresServer(folder.resolve("postgres"));
                var first = AppProcess.onServer(folder, server.url(), "first");
                var second = AppProcess.onServer(folder, server.url(), "second")) {
            var program = first.signedIn();
            var imported = program.post("/api/v1/imports?dry_run=false", "text/csv", Estates.rivals(30));
            assertThat(imported.status()).as(imported.body()).isEqualTo(200);
            assertThat(program.post("/api/v1/solves", "{\"steps\": 20}").status())
                    .isEqualTo(202);
            TakeoverIT.await(
                    Duration.ofSeconds(60), () -> program.get("/api/v1/plans/1").confirmed());
            var begun = program.post("/api/v1/plans/1/trade-offs", "{\"points\": " + POINTS + ", \"seconds\": 12}");
            assertThat(begun.status()).as(begun.body()).isEqualTo(202);

            var reader = second.signedIn();
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
