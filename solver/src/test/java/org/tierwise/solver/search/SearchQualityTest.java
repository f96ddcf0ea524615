package org.tierwise.solver.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.inventory.ImportOptions;
import org.tierwise.catalog.inventory.InventoryImport;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.solver.problem.BuildChoices;
import org.tierwise.solver.problem.PlacementPool;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.problem.ProblemBuilder;

/** How far plans are from a bound that no plan can undercut. */
@Tag("slow")
class SearchQualityTest {
    @Test
    void the_sample_estate_is_within_half_a_percent_of_the_bound_in_ten_seconds() throws IOException {
        var problem = sample();
        assertThat(gap("sample", problem, Duration.ofSeconds(10))).isBetween(0.0, 0.005);
        if (Boolean.getBoolean("tierwise.long")) {
            assertThat(gap("sample", problem, Duration.ofSeconds(60))).isBetween(0.0, 0.005);
        }
    }

    @Test
    void a_thousand_slices_on_a_thousand_pools_reach_the_bound_where_no_pool_is_ever_full() {
        var tight = Estates.world(1_000, 1_000, 0.1, 7);
        var ample = tight.pools().stream()
                .map(pool -> new PlacementPool(pool.index(), pool.at(), 1_000_000))
                .toList();
        var problem = Estates.problem(tight.groups(), ample, tight.slices());
        assertThat(gap("1,000 x 1,000, ample", problem, Duration.ofSeconds(2))).isBetween(0.0, 0.005);
        if (Boolean.getBoolean("tierwise.long")) {
            // Where capacity binds the bound ignores what everybody pays, so that nothing is asserted of the distance.
            assertThat(gap("1,000 x 1,000, 0.1", tight, Duration.ofSeconds(10))).isNotNegative();
        }
    }

    @Test
    void no_plan_of_a_small_world_costs_less_than_the_bound() {
        for (long seed = 0; seed < 30; seed++) {
            var problem = Estates.tiny(seed);
            var best = construct(new PlacementSearch(problem), problem);
            if (best.unplacedWeight() == 0) {
                assertThat(GroupBound.micros(problem)).isLessThanOrEqualTo(best.objectiveMicros());
            }
        }
    }

    private static double gap(String name, PlacementProblem problem, Duration time) {
        var search = new PlacementSearch(problem);
        var first = construct(search, problem);
        var best = search.improve(first, new SearchLimit.OfTime(time), 7, () -> false, incumbent -> {});
        long bound = GroupBound.micros(problem);
        if (Boolean.getBoolean("tierwise.print")) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: bound %.2f, construction %.2f (%.4f %%), %d s %.2f (%.4f %%), not placed %d%n",
                    name,
                    bound / 1e6,
                    first.objectiveMicros() / 1e6,
                    100.0 * (first.objectiveMicros() - bound) / bound,
                    time.toSeconds(),
                    best.objectiveMicros() / 1e6,
                    100.0 * (best.objectiveMicros() - bound) / bound,
                    best.unplacedWeight());
        }
        assertThat(best.objectiveMicros()).isLessThanOrEqualTo(first.objectiveMicros());
        return (double) (best.objectiveMicros() - bound) / bound;
    }

    private static Incumbent construct(PlacementSearch search, PlacementProblem problem) {
        int[] nothing = new int[problem.slices().size()];
        Arrays.fill(nothing, -1);
        return search.construct(nothing, () -> false);
    }

    private static PlacementProblem sample() throws IOException {
        var catalogue = CatalogueReader.shipped();
        try (var file = Objects.requireNonNull(
                SearchQualityTest.class.getResourceAsStream("/sample/acme-manufacturing-inventory.csv"))) {
            var workloads = new InventoryImport(catalogue)
                    .read(file, ImportOptions.DEFAULT)
                    .workloads();
            return ProblemBuilder.build(workloads, catalogue, Policy.BALANCED, BuildChoices.DEFAULT);
        }
    }
}
