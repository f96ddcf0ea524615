package org.tierwise.solver.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tierwise.solver.bound.LowerBound;
import org.tierwise.solver.model.BruteForce;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.model.TinyModels;

class ModelSolverTest {
    @Test
    void a_tiny_plan_equals_brute_force_and_its_bound_is_never_above() {
        assertAgainstBruteForce(0, 300, 400);
    }

    @Test
    @Tag("slow")
    void thousands_of_tiny_plans_equal_brute_force_and_their_bounds_are_never_above() {
        assertAgainstBruteForce(1_000, 4_000, 1_000);
    }

    @Test
    void the_same_seed_and_steps_give_the_same_plan() {
        var model = TinyModels.of(7);
        var one = ModelSolver.solve(model, ModelLimits.ofSteps(300), 5, ModelWatch.NONE);
        var two = ModelSolver.solve(model, ModelLimits.ofSteps(300), 5, ModelWatch.NONE);
        assertThat(one.option()).isEqualTo(two.option());
        assertThat(one.multipliers()).isEqualTo(two.multipliers());
        assertThat(one.lowerBoundMicros()).isEqualTo(two.lowerBoundMicros());
    }

    @Test
    void plans_are_told_as_they_are_constructed_not_only_when_the_search_begins() {
        // Several slices share replicas, so that no shorter way is taken.
        var model = TinyModels.of(232);
        var phases = new CopyOnWriteArrayList<ModelWatch.Phase>();
        var told = new CopyOnWriteArrayList<ModelWatch.Phase>();
        ModelSolver.solve(model, ModelLimits.ofSteps(50), 1, new ModelWatch() {
            @Override
            public void phase(Phase phase) {
                phases.add(phase);
            }

            @Override
            public void progressed(Incumbent best, long boundMicros) {
                told.add(phases.getLast());
            }
        });
        assertThat(told.stream().filter(phase -> phase == ModelWatch.Phase.CONSTRUCTING))
                .as("a plan of each lane, and the best of them")
                .hasSizeGreaterThan(2);
    }

    @Test
    void a_given_plan_is_kept_when_nothing_is_better() {
        for (long seed = 0; seed < 60; seed++) {
            var model = TinyModels.of(seed);
            var exact = new BruteForce(model);
            var answer = ModelSolver.solve(model, ModelLimits.ofSteps(50), seed, ModelWatch.NONE, exact.best(), null);
            assertThat(answer.unplacedWeight()).as("seed %d", seed).isEqualTo(exact.unplacedWeight());
            assertThat(answer.objectiveMicros()).as("seed %d", seed).isEqualTo(exact.micros());
        }
    }

    private static void assertAgainstBruteForce(int first, int count, long steps) {
        int worse = 0;
        var seeds = new StringBuilder();
        for (int seed = first; seed < first + count; seed++) {
            var model = TinyModels.of(seed);
            var exact = new BruteForce(model);
            var answer = ModelSolver.solve(model, ModelLimits.ofSteps(steps), seed, ModelWatch.NONE);
            assertPlanIsTrue(model, answer, seed);
            assertThat(answer.unplacedWeight()).as("seed %d", seed).isGreaterThanOrEqualTo(exact.unplacedWeight());
            if (answer.unplacedWeight() == exact.unplacedWeight()) {
                assertThat(answer.lowerBoundMicros())
                        .as("bound of seed %d", seed)
                        .isLessThanOrEqualTo(exact.micros());
            }
            if (answer.unplacedWeight() != exact.unplacedWeight() || answer.objectiveMicros() != exact.micros()) {
                worse++;
                seeds.append(seed).append(' ');
            }
        }
        assertThat(worse).as("models with a better plan than found: " + seeds).isZero();
    }

    private static void assertPlanIsTrue(PlacementModel model, ModelAnswer answer, int seed) {
        assertThat(BruteForce.micros(model, answer.option()))
                .as("seed %d", seed)
                .isEqualTo(answer.objectiveMicros());
        long open = answer.unplacedWeight() - LowerBound.withoutOptions(model);
        assertThat(LowerBound.of(model, answer.multipliers(), open)).isEqualTo(answer.lowerBoundMicros());
    }
}
