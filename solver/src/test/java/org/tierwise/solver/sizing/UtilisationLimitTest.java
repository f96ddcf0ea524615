package org.tierwise.solver.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class UtilisationLimitTest {
    private final UtilisationLimit limit = new UtilisationLimit(0.8);

    @Test
    void the_limit_keeps_the_wait_below_the_headroom_and_a_quarter_percent_more_would_not() {
        for (int servers : new int[] {1, 2, 4, 16, 364}) {
            for (double headroom : new double[] {0.5, 3, 20, 90}) {
                double utilisation = limit.of(servers, 15, headroom);
                assertThat(utilisation).isGreaterThan(0);
                assertThat(ErlangC.p95Wait(servers, utilisation * servers, 15)).isLessThan(headroom);
                if (utilisation < 0.8 - 1e-9) {
                    assertThat(ErlangC.p95Wait(servers, (utilisation + 0.0025) * servers, 15))
                            .isGreaterThanOrEqualTo(headroom);
                }
            }
        }
    }

    @Test
    void utilisation_never_exceeds_the_highest() {
        assertThat(limit.of(364, 15, 1e6)).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void without_time_to_wait_nothing_can_be_served() {
        assertThat(limit.of(4, 15, 0)).isZero();
        assertThat(limit.of(4, 15, -3)).isZero();
    }

    @Test
    void a_replica_that_keeps_its_limit_keeps_it_in_any_larger_pool() {
        double utilisation = limit.of(4, 15, 3);
        for (int replicas = 1; replicas <= 50; replicas++) {
            int servers = 4 * replicas;
            assertThat(ErlangC.p95Wait(servers, utilisation * servers, 15)).isLessThan(3);
        }
    }

    @Test
    void a_highest_utilisation_of_one_is_refused() {
        assertThatThrownBy(() -> new UtilisationLimit(1)).hasMessageContaining("(1.0) must be above 0 and below 1");
    }
}
