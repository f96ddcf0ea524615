package org.tierwise.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.web.TestServer;

/** Setting assumptions differently, as a browser without JavaScript does it. */
class AssumptionPagesIT {
    private static final String ENGINE = "sizing.memoryUtilisation";

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

    private static int set(String key, String value) {
        return owner.post("/settings", Map.of("key", key, "value", value)).statusCode();
    }

    @Test
    void a_changed_number_stands_beside_the_shipped_one_until_it_is_reset() {
        assertThat(set("latency.ownPremisesLanKm", "45")).isEqualTo(303);
        assertThat(owner.get("/settings?q=changed+ownPremises").body())
                .contains("value=\"45\"")
                .contains("Reset to 30")
                .contains("assumed: set by owner, 20");
        assertThat(owner.post("/settings/reset", Map.of("key", "latency.ownPremisesLanKm"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(owner.get("/settings?q=ownPremisesLanKm").body())
                .contains("value=\"30\"")
                .doesNotContain("Reset to 30");
    }

    @Test
    void what_no_model_could_use_is_refused_and_kept_in_the_field() {
        for (var value : new String[] {"1.5", "0", "NaN", "Infinity", "90%", "", "-0.9", "1e99"}) {
            assertThat(set(ENGINE, value)).as(value).isEqualTo(422);
        }
        var answer = owner.post("/settings", Map.of("key", ENGINE, "value", "1.5", "q", "utilisation"));
        assertThat(answer.body())
                .contains("The value (1.5) must be a number from 0.001 to 1")
                .contains("value=\"1.5\"")
                .contains("aria-invalid=\"true\"");
        assertThat(set("own.quantityL4", "2.5")).isEqualTo(422);
        assertThat(set("access.lan.p50Ms", "3")).isEqualTo(422);
        assertThat(set("no.such", "3")).isEqualTo(404);
    }

    @Test
    void the_filter_finds_by_words_and_topics() {
        assertThat(owner.get("/settings?q=maintenance+own").body())
                .contains("cost.maintenanceRate")
                .doesNotContain("access.lan.p50Ms");
        assertThat(owner.get("/settings?q=Xyzzyx").body()).contains("No assumption has all of this");
    }

    @Test
    void the_next_plan_lists_the_number_that_the_owner_set() throws InterruptedException {
        owner.post(
                "/workloads",
                Map.of(
                        "name",
                        "Assistant",
                        "purpose",
                        "INTERACTIVE",
                        "waiting",
                        "HUMAN",
                        "latency_budget",
                        "2000 ms",
                        "model",
                        "Llama-3.1-8B",
                        "peak_rps",
                        "2",
                        "user_location",
                        "Berlin DE"));
        assertThat(set(ENGINE, "0.83")).isEqualTo(303);
        assertThat(set("quota.regionalLarge", "77")).isEqualTo(303);
        var run = owner.post("/runs", Map.of("policy", "balanced", "seconds", "1", "seed", "1"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        var plan = Pattern.compile("href=\"(/plans/\\d+)\"");
        for (int i = 0; i < 240; i++) {
            var found = plan.matcher(owner.get(run).body());
            if (found.find()) {
                assertThat(owner.get(found.group(1) + "/inputs").body())
                        .contains("0.83")
                        .contains("set by owner; shipped: 0.9");
                assertThat(owner.get("/capacity/aws/eu-west-1").body()).contains("77");
                return;
            }
            Thread.sleep(250);
        }
        throw new AssertionError("No plan after a minute: " + owner.get(run).body());
    }
}
