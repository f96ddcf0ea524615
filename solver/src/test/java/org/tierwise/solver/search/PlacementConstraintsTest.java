package org.tierwise.solver.search;

import static org.assertj.core.api.Assertions.assertThat;

import ai.timefold.solver.core.api.score.stream.test.ConstraintVerifier;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tierwise.solver.problem.PlacementOption;

class PlacementConstraintsTest {
    private final ConstraintVerifier<PlacementConstraints, PlacementSolution> verifier =
            ConstraintVerifier.build(new PlacementConstraints(), PlacementSolution.class, SliceAssignment.class);

    @Test
    void replicas_beyond_the_capacity_of_a_pool_are_penalised_by_accelerator() {
        // 2 replicas x 4 accelerators at a pool that has 5.
        verifier.verifyThat(PlacementConstraints::poolCapacity)
                .given(Estates.pool(0, 5, false, 0), placed(0, 0, 700_000), placed(1, 0, 700_000))
                .penalizesBy(3);
    }

    @Test
    void slices_of_one_group_share_a_replica() {
        verifier.verifyThat(PlacementConstraints::poolCapacity)
                .given(Estates.pool(0, 4, false, 0), placed(0, 0, 500_000), placed(1, 0, 500_000))
                .penalizesBy(0);
        verifier.verifyThat(PlacementConstraints::replicaCost)
                .given(placed(0, 0, 500_000), placed(1, 0, 500_000))
                .penalizesBy(100_000_000);
    }

    @Test
    void groups_do_not_share_replicas() {
        verifier.verifyThat(PlacementConstraints::replicaCost)
                .given(placed(0, 0, 500_000), placed(1, 1, 500_000))
                .penalizesBy(200_000_000);
    }

    @Test
    void demand_that_is_nowhere_counts_by_its_weight() {
        verifier.verifyThat(PlacementConstraints::unplacedDemand)
                .given(new SliceAssignment(Estates.slice(0, 0, List.of(), List.of(), 7, null), List.of(), null))
                .penalizesBy(7);
    }

    @Test
    void a_slice_costs_its_traffic() {
        verifier.verifyThat(PlacementConstraints::sliceCost)
                .given(placed(0, 0, 500_000))
                .penalizesBy(250_000);
    }

    @Test
    void latency_has_the_policys_price() {
        verifier.verifyThat(PlacementConstraints::latencyPrice)
                .given(placed(0, 0, 500_000))
                .penalizesBy(123);
    }

    @Test
    void the_fast_score_equals_the_readable_one() {
        for (long seed = 0; seed < 12; seed++) {
            var model = new SearchModel(Estates.tiny(seed));
            var random = new Random(seed);
            int[] options = new int[model.slices];
            for (int slice = 0; slice < model.slices; slice++) {
                int pick = random.nextInt(model.optionCount(slice) + 1);
                options[slice] = pick == model.optionCount(slice) ? -1 : model.optionStart[slice] + pick;
            }
            var solution = new PlacementSolution(model, options, () -> {});
            var fast = new PlacementScore();
            fast.resetWorkingSolution(solution);
            verifier.verifyThat().givenSolution(solution).scores(fast.calculateScore());
        }
    }

    @Test
    @Tag("slow")
    void every_change_of_a_search_keeps_the_two_scores_equal() {
        for (long seed = 0; seed < 40; seed++) {
            var problem = seed % 2 == 0 ? Estates.tiny(seed) : Estates.world(20, 8, 0.3, seed);
            var search = new PlacementSearch(problem, EnvironmentMode.FULL_ASSERT);
            var start = search.construct(PlacementSearchTest.nothing(problem), () -> false);
            var best = search.improve(start, new SearchLimit.OfMoves(200), seed, () -> false, now -> {});
            assertThat(best.unplacedWeight()).isLessThanOrEqualTo(start.unplacedWeight());
        }
    }

    private static SliceAssignment placed(int index, int group, long loadMicros) {
        PlacementOption option = Estates.option(0, loadMicros, 4, 10_000, 25, 123, 50);
        var choice = new Choice(index, option);
        return new SliceAssignment(
                Estates.slice(index, group, List.of(option), List.of(), 1, null), List.of(choice), choice);
    }
}
