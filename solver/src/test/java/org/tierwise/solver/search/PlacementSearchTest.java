package org.tierwise.solver.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

    private static void assertEqualToBruteForce(int first, int count, long moves) {
        int worse = 0;
        var message = new StringBuilder();
        for (int seed = first; seed < first + count; seed++) {
            var problem = Estates.tiny(seed);
            var exact = new BruteForce(problem);
            var search = new PlacementSearch(problem);
            var found = search.improve(
                    search.construct(nothing(problem)), new SearchLimit.OfMoves(moves), seed, () -> false, best -> {});
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
