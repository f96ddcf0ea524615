package org.tierwise.solver.search;

import static org.assertj.core.api.Assertions.assertThat;

import ai.timefold.solver.core.api.score.stream.test.ConstraintVerifier;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tierwise.solver.model.BruteForce;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.model.PlacementModelBuilder;
import org.tierwise.solver.model.ShareCap;
import org.tierwise.solver.model.TinyModels;

class PlacementConstraintsTest {
    private final ConstraintVerifier<PlacementConstraints, PlacementSolution> verifier =
            ConstraintVerifier.build(new PlacementConstraints(), PlacementSolution.class, SliceAssignment.class);

    @Test
    void replicas_beyond_the_capacity_of_a_pool_are_penalised_by_accelerator() {
        // 2 replicas x 4 accelerators at a pool that has 5.
        var model = oneGroup(5, 700_000, 700_000);
        verifier.verifyThat(PlacementConstraints::poolCapacity)
                .given(placed(model, 0, 0), placed(model, 1, 0))
                .penalizesBy(3);
    }

    @Test
    void slices_of_one_group_share_a_replica() {
        var model = oneGroup(4, 500_000, 500_000);
        verifier.verifyThat(PlacementConstraints::poolCapacity)
                .given(placed(model, 0, 0), placed(model, 1, 0))
                .penalizesBy(0);
        verifier.verifyThat(PlacementConstraints::replicaCost)
                .given(placed(model, 0, 0), placed(model, 1, 0))
                .penalizesBy(100_000_000);
    }

    @Test
    void slices_at_different_pools_share_nothing() {
        var model = oneGroup(4, 500_000, 500_000);
        verifier.verifyThat(PlacementConstraints::replicaCost)
                .given(placed(model, 0, 0), placed(model, 1, 1))
                .penalizesBy(220_000_000);
    }

    @Test
    void demand_that_is_nowhere_counts_by_its_weight() {
        verifier.verifyThat(PlacementConstraints::unplacedDemand)
                .given(new SliceAssignment(oneGroup(4, 1, 1), 1, -1))
                .penalizesBy(7);
    }

    @Test
    void a_slice_costs_its_traffic_and_the_price_of_its_latency() {
        verifier.verifyThat(PlacementConstraints::sliceCost)
                .given(placed(oneGroup(4, 1, 1), 0, 0))
                .penalizesBy(250_123);
    }

    @Test
    void a_site_is_opened_once() {
        var model = oneGroup(4, 1, 1);
        verifier.verifyThat(PlacementConstraints::siteOpening)
                .given(placed(model, 0, 0), placed(model, 1, 0))
                .penalizesBy(30_000_000);
    }

    @Test
    void a_site_has_no_more_power_than_it_has() {
        // 4 accelerators x 500 W at a site with 1,800 W.
        verifier.verifyThat(PlacementConstraints::sitePower)
                .given(placed(oneGroup(4, 1, 1), 0, 0))
                .penalizesBy(200);
    }

    @Test
    void a_backup_in_the_failure_domain_of_its_primary_is_penalised() {
        var model = oneGroup(4, 1, 1);
        verifier.verifyThat(PlacementConstraints::backupApart)
                .given(placed(model, 0, 0), placed(model, 1, 0))
                .penalizesBy(1);
        verifier.verifyThat(PlacementConstraints::backupApart)
                .given(placed(model, 0, 0), placed(model, 1, 1))
                .penalizesBy(0);
    }

    @Test
    void a_capped_provider_is_paid_no_more_than_its_part() {
        // All 130.25 dollars go to the first provider, which may have 60 %.
        verifier.verifyThat(PlacementConstraints::providerShare)
                .given(placed(oneGroup(4, 1, 1), 0, 0))
                .penalizesBy(40 * 130_250_000L);
    }

    @Test
    void the_fast_score_equals_the_readable_one_and_the_cost_of_brute_force() {
        for (long seed = 0; seed < 150; seed++) {
            var model = TinyModels.of(seed);
            var random = new Random(seed);
            int[] options = new int[model.slices];
            for (int slice = 0; slice < model.slices; slice++) {
                int pick = random.nextInt(model.optionCount(slice) + 1);
                options[slice] =
                        pick == model.optionCount(slice) ? -1 : model.sliceOption[model.sliceStart[slice] + pick];
            }
            var solution = new PlacementSolution(model, options, NO_PULSE);
            var fast = new PlacementScore();
            fast.resetWorkingSolution(solution);
            var score = fast.calculateScore();
            verifier.verifyThat().givenSolution(solution).scores(score);
            long micros = BruteForce.micros(model, options);
            assertThat(micros == Long.MAX_VALUE).as("seed %d", seed).isEqualTo(score.hardScore() < 0);
            if (micros != Long.MAX_VALUE) {
                assertThat(-score.softScore()).as("seed %d", seed).isEqualTo(micros);
            }
        }
    }

    @Test
    @Tag("slow")
    void every_change_of_a_search_keeps_the_two_scores_equal() {
        for (long seed = 0; seed < 40; seed++) {
            var answer = ModelSolver.solveAsserting(TinyModels.of(seed), 200, seed);
            assertThat(answer.option()).isNotNull();
        }
    }

    private static final SearchPulse NO_PULSE = new SearchPulse() {
        @Override
        public void beat() {}

        @Override
        public long tolerance() {
            return 0;
        }

        @Override
        public Tools tools() {
            throw new UnsupportedOperationException("There are no moves here.");
        }
    };

    /** Two partners in one group; two pools at two sites of two providers; replicas of 4 accelerators. */
    private static PlacementModel oneGroup(long capacity, long load0, long load1) {
        var builder = new PlacementModelBuilder(new long[] {capacity, 9}, 1, new long[] {3, 7})
                .sites(new int[] {0, 1}, new long[] {30_000_000, 0})
                .power(new int[] {500, 500}, new long[] {1_800, PlacementModel.NO_LIMIT})
                .providers(2, new int[] {0, 1}, new int[] {0, 1}, new ShareCap(60, new boolean[] {true, true}))
                .backups(new int[] {0, 1}, new int[] {1, 0});
        builder.group(0, 1);
        builder.cell(0, 4, 100_000_000);
        builder.option(0, load0, 250_123, 250_000);
        builder.option(1, load1, 250_123, 250_000);
        builder.cell(1, 4, 120_000_000);
        builder.option(0, load0, 0, 0);
        builder.option(1, load1, 0, 0);
        return builder.build();
    }

    private static SliceAssignment placed(PlacementModel model, int slice, int pool) {
        return new SliceAssignment(model, slice, model.optionAtPool(slice, pool));
    }
}
