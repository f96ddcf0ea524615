package org.tierwise.solver.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.catalog.plan.LatencyStack;
import org.tierwise.catalog.provenance.Kind;

class ExclusionTallyTest {
    @Test
    void in_any_order_the_same_few_are_kept_as_if_all_were_sorted() {
        var random = new Random(7);
        for (int round = 0; round < 50; round++) {
            var all = exclusions(random);
            var byChange = all.stream()
                    .sorted(ExclusionWords.BY_CHANGE)
                    .limit(ExclusionTally.KEPT)
                    .toList();
            var shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, random);
            assertThat(Exclusions.of(shuffled).nearestMisses()).isEqualTo(byChange);
            assertThat(Exclusions.of(shuffled).total()).isEqualTo(all.size());
        }
    }

    @Test
    void the_nearest_place_of_each_tier_is_kept_one_with_a_latency_before_one_without() {
        var tally = new ExclusionTally(
                pool -> List.of(50.0, 10.0, 10.0, 30.0, 5.0).get(pool),
                pool -> pool == 4 ? SiteTier.EDGE : pool == 3 ? SiteTier.CENTRAL : SiteTier.REGIONAL);
        var withLatency = new Exclusion(2, ExclusionReason.LATENCY, 150, 100, stack(150));
        tally.add(new Exclusion(0, ExclusionReason.LATENCY, 200, 100, stack(200)));
        tally.add(new Exclusion(1, ExclusionReason.MODEL_SUPPORT, 0, 0, null));
        tally.add(withLatency);
        tally.add(new Exclusion(3, ExclusionReason.CLASS_TIER, 0, 0, null));
        tally.add(new Exclusion(4, ExclusionReason.MEMORY, 3, 2, null));
        assertThat(tally.result().nearestPlaces()).extracting(Exclusion::pool).containsExactly(4, 2, 3);
        assertThat(tally.leastP95Ms()).hasValue(150);
    }

    @Test
    void the_pool_with_the_least_shortage_is_known() {
        var tally = ExclusionTally.withoutPlaces();
        tally.add(new Exclusion(0, ExclusionReason.CAPACITY, 20, 16, null));
        tally.add(new Exclusion(1, ExclusionReason.CAPACITY, 66, 64, null));
        tally.add(new Exclusion(2, ExclusionReason.MEMORY, 2, 1, null));
        assertThat(tally.leastShortage()).isEqualTo(new Exclusion(1, ExclusionReason.CAPACITY, 66, 64, null));
        assertThat(tally.has(ExclusionReason.LATENCY)).isFalse();
        assertThat(tally.leastP95Ms()).isEmpty();
    }

    private static List<Exclusion> exclusions(Random random) {
        var reasons = ExclusionReason.values();
        var all = new ArrayList<Exclusion>();
        for (int pool = 0; pool < 10 + random.nextInt(80); pool++) {
            all.add(new Exclusion(
                    pool, reasons[random.nextInt(reasons.length)], random.nextInt(5), random.nextInt(4), null));
        }
        all.sort(Comparator.comparingInt(Exclusion::pool));
        return all;
    }

    private static LatencyStack stack(double p95Ms) {
        return new LatencyStack(List.of(new LatencyPart("core", p95Ms, p95Ms, p95Ms, Kind.DERIVED, "graph")));
    }
}
