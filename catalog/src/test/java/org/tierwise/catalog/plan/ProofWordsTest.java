package org.tierwise.catalog.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.catalog.pricing.Money;

final class ProofWordsTest {
    @Test
    void a_gap_is_told_with_the_bound_rounded_down_and_the_gap_rounded_up() {
        assertThat(ProofWords.sentence(plan(Policy.BALANCED, 646_900_990_000L, 647_100_000_000L)))
                .isEqualTo(
                        "No plan that keeps these rules and serves as much demand costs less than USD 646,900 a month,"
                                + " counting USD 0.05 a month for each ms and request per second; this one, at USD 647,100"
                                + " counted alike, costs at most 0.04 % more.");
        assertThat(ProofWords.sentence(plan(Policy.LOWEST_COST, 100_000_000L, 150_000_001L)))
                .isEqualTo(
                        "No plan that keeps these rules and serves as much demand costs less than USD 100.00 a month;"
                                + " this one, at USD 150 counted alike, costs at most 51 % more.");
    }

    @Test
    void without_a_gap_it_is_a_cheapest_plan() {
        assertThat(ProofWords.sentence(plan(Policy.LOWEST_COST, 5, 5)))
                .isEqualTo(
                        "This is a cheapest plan: nothing that keeps these rules and serves as much demand costs less.");
    }

    @Test
    void what_was_not_proven_is_not_claimed() {
        assertThat(ProofWords.sentence(plan(Policy.BALANCED, 5, 5).withProof(null)))
                .isEqualTo("No bound was proven.");
        assertThat(ProofWords.sentence(plan(Policy.BALANCED, 0, 5)))
                .isEqualTo("A cheaper plan may exist: no bound above 0 was proven.");
        assertThat(ProofWords.brief(new Money(1), null, null)).isEqualTo("no bound was proven");
    }

    @Test
    void a_cell_says_when_latency_is_counted() {
        assertThat(ProofWords.brief(money(100), money(100), money(100))).isEqualTo("nothing costs less");
        assertThat(ProofWords.brief(money(100), money(101), money(100)))
                .isEqualTo("at most 1 % above the cheapest, latency counted");
    }

    private static Money money(long usd) {
        return new Money(usd * 1_000_000);
    }

    private static PlacementPlan plan(Policy policy, long bound, @Nullable Long objective) {
        return new PlacementPlan(
                "Plan",
                policy,
                Instant.EPOCH,
                "hash",
                "catalogue",
                1,
                1L,
                null,
                new Money(bound),
                objective == null ? null : new PlanProof(new Money(objective), List.of(), 0, List.of(), null, null),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static PlacementPlan plan(Policy policy, long bound, long objective) {
        return plan(policy, bound, Long.valueOf(objective));
    }
}
