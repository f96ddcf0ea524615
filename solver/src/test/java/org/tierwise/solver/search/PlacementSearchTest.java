package org.tierwise.solver.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tierwise.solver.problem.PlacementOption;
import org.tierwise.solver.problem.PlacementProblem;

class PlacementSearchTest {
    @Test
    void the_cost_of_tiny_problems_equals_brute_force() {
        assertEqualToBruteForce(0, 100, 500);
    }

    @Test
    @Tag("slow")
    void the_cost_of_thousands_of_tiny_problems_equals_brute_force() {
        assertEqualToBruteForce(1_000, 2_000, 1_000);
    }

    @Test
    void the_plan_is_never_worse_than_nearest_or_cheapest_first() {
        for (long seed = 0; seed < 4; seed++) {
            var problem = Estates.world(60, 30, 0.2, seed);
            var search = new PlacementSearch(problem);
            var found = search.improve(
                    search.construct(nothing(problem), () -> false),
                    new SearchLimit.OfMoves(2_000),
                    seed,
                    () -> false,
                    best -> {});
            for (var greedy : List.of(
                    greedy(problem, Comparator.comparingDouble(PlacementOption::p95Ms)),
                    greedy(problem, Comparator.comparingLong(option -> option.replicaCostMicros())))) {
                assertThat(found.unplacedWeight()).isLessThanOrEqualTo(greedy.unplaced);
                if (found.unplacedWeight() == greedy.unplaced) {
                    assertThat(found.objectiveMicros()).isLessThanOrEqualTo(greedy.micros);
                }
            }
        }
    }

    /** Each slice in turn takes the first option by this order that has room. */
    private static SearchState greedy(PlacementProblem problem, Comparator<PlacementOption> order) {
        var model = new SearchModel(problem);
        var state = new SearchState(model);
        for (int slice = 0; slice < model.slices; slice++) {
            var open = model.choices(slice).stream()
                    .filter(choice -> state.fits(choice.id))
                    .min(Comparator.comparing(Choice::option, order));
            state.put(slice, open.map(choice -> choice.id).orElse(-1));
        }
        return state;
    }

    private static void assertEqualToBruteForce(int first, int count, long moves) {
        int worse = 0;
        var message = new StringBuilder();
        for (int seed = first; seed < first + count; seed++) {
            var problem = Estates.tiny(seed);
            var exact = new BruteForce(problem);
            var search = new PlacementSearch(problem);
            var found = search.improve(
                    search.construct(nothing(problem), () -> false),
                    new SearchLimit.OfMoves(moves),
                    seed,
                    () -> false,
                    best -> {});
            assertThat(found.unplacedWeight()).isGreaterThanOrEqualTo(exact.unplacedWeight());
            if (found.unplacedWeight() != exact.unplacedWeight() || found.objectiveMicros() != exact.micros()) {
                worse++;
                message.append(seed).append(' ');
            }
        }
        assertThat(worse)
                .as("problems with a better plan than found: " + message)
                .isZero();
    }

    static int[] nothing(PlacementProblem problem) {
        int[] none = new int[problem.slices().size()];
        Arrays.fill(none, -1);
        return none;
    }
}
