package org.tierwise.solver.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErlangCTest {
    /** Product definition, section 4, "Queue": golden values for a service time of 1 s. */
    @ParameterizedTest(name = "{0} servers, load {1}")
    @CsvSource({"2, 1, 0.3333, 0.3333, 1.8971", "10, 8, 0.4092, 0.2046, 1.0511", "60, 50, 0.1173, 0.0117, 0.0853"})
    void wait_has_the_golden_probability_mean_and_p95(int servers, double load, double c, double mean, double p95) {
        assertThat(ErlangC.waitProbability(servers, load)).isCloseTo(c, within(0.00005));
        assertThat(ErlangC.meanWait(servers, load, 1)).isCloseTo(mean, within(0.00005));
        assertThat(ErlangC.p95Wait(servers, load, 1)).isCloseTo(p95, within(0.00005));
    }

    /** Product definition, section 4, "Pooling penalty": service 1 s, p95 wait at most 0.1 s. */
    @ParameterizedTest(name = "{0} requests per second")
    @CsvSource({"10, 16, 40, 100", "50, 60, 100, 200", "200, 215, 270, 400"})
    void spreading_a_load_over_sites_needs_more_servers(double rate, int onePool, int tenSites, int fiftySites) {
        assertThat(ErlangC.serversInPools(1, rate, 1, 0.1)).isEqualTo(onePool);
        assertThat(ErlangC.serversInPools(10, rate, 1, 0.1)).isEqualTo(tenSites);
        assertThat(ErlangC.serversInPools(50, rate, 1, 0.1)).isEqualTo(fiftySites);
    }

    @ParameterizedTest(name = "{0} servers, load {1}")
    @CsvSource({"1, 0.7", "3, 2.2", "12, 9.5", "40, 36"})
    void recursion_equals_the_textbook_sum(int servers, double load) {
        double term = 1;
        double sum = 1;
        for (int k = 1; k < servers; k++) {
            term *= load / k;
            sum += term;
        }
        double last = term * load / servers * servers / (servers - load);
        assertThat(ErlangC.waitProbability(servers, load)).isCloseTo(last / (sum + last), within(1e-12));
    }

    @Test
    void thousands_of_servers_neither_overflow_nor_lose_their_digits() {
        assertThat(ErlangC.waitProbability(20_000, 19_900)).isBetween(0.0, 1.0);
        // Halfin and Whitt (1981): with c = a + 1 × sqrt(a) the probability to wait tends to 0.2234.
        assertThat(ErlangC.waitProbability(10_100, 10_000)).isCloseTo(0.2234, within(0.005));
    }

    @Test
    void a_load_at_or_above_the_servers_never_ends_waiting() {
        assertThat(ErlangC.waitProbability(4, 4)).isEqualTo(1);
        assertThat(ErlangC.p95Wait(4, 5, 1)).isInfinite();
        assertThat(ErlangC.meanWait(4, 4, 1)).isInfinite();
    }

    @Test
    void nobody_waits_without_load() {
        assertThat(ErlangC.waitProbability(3, 0)).isZero();
        assertThat(ErlangC.p95Wait(3, 0, 1)).isZero();
        assertThat(ErlangC.smallestServers(0, 1, 0)).isEqualTo(1);
    }

    @Test
    void smallest_number_of_servers_is_enough_and_one_less_is_not() {
        for (double load : new double[] {0.3, 1, 7.5, 42, 399}) {
            int servers = ErlangC.smallestServers(load, 20, 5);
            assertThat(ErlangC.p95Wait(servers, load, 20)).isLessThanOrEqualTo(5);
            assertThat(servers == 1 ? Double.POSITIVE_INFINITY : ErlangC.p95Wait(servers - 1, load, 20))
                    .isGreaterThan(5);
        }
    }

    @Test
    void a_queue_without_servers_or_with_a_negative_load_is_refused() {
        assertThatThrownBy(() -> ErlangC.waitProbability(0, 1)).hasMessageContaining("0 servers");
        assertThatThrownBy(() -> ErlangC.waitProbability(1, -1)).hasMessageContaining("load of -1.0");
        assertThatThrownBy(() -> ErlangC.waitProbability(1, Double.NaN)).hasMessageContaining("NaN");
    }
}
