package org.tierwise.catalog.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.testing.RandomPlans;

final class PlanJsonTest {
    @Test
    void any_plan_reads_back_equal_and_writes_the_same_bytes() {
        for (long seed = 0; seed < 300; seed++) {
            var plan = RandomPlans.plan(seed);
            var json = PlanJson.write(plan);

            var read = PlanJson.read(json);

            assertThat(read).as("seed " + seed).isEqualTo(plan);
            assertThat(PlanJson.write(read)).as("seed " + seed).isEqualTo(json);
        }
    }

    @Test
    void the_document_begins_with_its_schema_and_has_money_in_dollars() {
        var text = new String(PlanJson.write(RandomPlans.plan(1)), StandardCharsets.UTF_8);

        assertThat(text).startsWith("{\"schema\":\"tierwise.plan/1\",\"totals\":{\"placed\":");
        assertThat(text).containsPattern("\"costPerMonthUsd\":-?\\d+\\.\\d{2,6}}");
    }

    @Test
    void keys_that_a_newer_version_added_are_ignored() {
        var plan = RandomPlans.plan(2);
        var text = new String(PlanJson.write(plan), StandardCharsets.UTF_8)
                .replace("\"plan\":{", "\"plan\":{\"mood\":\"sunny\",");

        assertThat(PlanJson.read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(plan);
    }

    @Test
    void another_schema_is_refused() {
        assertThatThrownBy(() -> PlanJson.read("{\"schema\":\"tierwise.plan/9\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tierwise.plan/9")
                .hasMessageContaining("newer version");
    }

    @Test
    void what_is_no_plan_is_refused_with_a_reason() {
        for (var text : new String[] {
            "",
            "plan",
            "[]",
            "{}",
            "{\"schema\":\"tierwise.plan/1\",\"totals\":{\"costPerMonthUsd\":0},\"plan\":{}}",
            "{\"schema\":\"tierwise.plan/1\"}",
            "{\"schema\":{}}"
        }) {
            assertThatThrownBy(() -> PlanJson.read(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void totals_that_are_not_the_sums_are_refused() {
        var text = new String(PlanJson.write(RandomPlans.plan(3)), StandardCharsets.UTF_8)
                .replaceFirst("\"placed\":\\d+", "\"placed\":77");

        assertThatThrownBy(() -> PlanJson.read(text.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("not the sums");
    }
}
