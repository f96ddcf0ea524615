package org.tierwise.solver.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.reference.CatalogueReader;

/** Product definition, section 7: A1 to A7 and A10. */
class AvailabilityTest {
    private final Assumptions assumptions = CatalogueReader.shippedAssumptions();
    private final Availability availability = new Availability(assumptions);

    @ParameterizedTest
    @CsvSource({"0.999, 525.6", "0.9999, 52.56", "0.99999, 5.256"})
    void a1_minutes_away_in_a_year(double up, double minutes) {
        assertThat(Availability.downMinutesPerYear(1 - up)).isCloseTo(minutes, within(1e-6));
    }

    @ParameterizedTest(name = "{0} sites of {1}")
    @CsvSource({"2, 0.995, 0.999975", "3, 0.995, 0.999999875", "2, 0.999, 0.999999"})
    void a2_sites_of_different_domains_multiply(int count, double each, double together) {
        assertThat(1 - availability.unavailability(independent(count, each))).isCloseTo(together, within(1e-12));
    }

    @Test
    void a3_one_provider_can_fail_as_a_whole() {
        var careful = new Availability(assumptions.with("availability.providerUnavailability", 0.0001, "test"));
        var one = List.of(new Availability.Serving("a", "acme", 0.999), new Availability.Serving("b", "acme", 0.999));
        assertThat(1 - careful.unavailability(one)).isCloseTo(0.999899, within(1e-12));
        var two = List.of(new Availability.Serving("a", "acme", 0.999), new Availability.Serving("b", "other", 0.999));
        assertThat(1 - careful.unavailability(two)).isCloseTo(0.999999, within(1e-12));
    }

    @Test
    void sites_of_one_failure_domain_count_once() {
        var sites = List.of(
                new Availability.Serving("domain", "acme", 0.99), new Availability.Serving("domain", "acme", 0.999));
        assertThat(availability.unavailability(sites)).isCloseTo(0.001, within(1e-12));
        assertThat(availability.unavailability(List.of())).isEqualTo(1);
    }

    @Test
    void a4_five_nines_on_one_site_are_not_believable() {
        assertThat(Availability.neededMtbfHours(0.99999, 4)).isCloseTo(399_996, within(0.01));
        assertThat(Availability.neededMtbfHours(0.99999, 4) / 8760).isCloseTo(45.7, within(0.05));
        assertThat(Availability.neededMtbfHours(0.99999, 72)).isCloseTo(7_199_928, within(0.1));
        assertThat(Availability.neededMtbfHours(0.99999, 72) / 8760).isCloseTo(821.9, within(0.05));
        assertThat(availability.believable(0.99999, 4)).isFalse();
        assertThat(availability.believable(0.99999, 72)).isFalse();
        assertThat(availability.believable(0.999, 4)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"72, 3.152", "4, 0.175"})
    void a5_hours_away_in_a_year(double mttr, double hours) {
        assertThat(Availability.downHoursPerYear(1 - Availability.of(200_000, mttr)))
                .isCloseTo(hours, within(0.0005));
    }

    @Test
    void a6_what_outages_cost_in_a_year() {
        // 1.2 million a day is a press figure.
        assertThat(Availability.lossPerYear(1.2e6, 0.001)).isCloseTo(438_000, within(0.01));
        assertThat(Availability.lossPerYear(1.2e6, 0.00001)).isCloseTo(4_380, within(0.01));
        assertThat(Availability.lossPerYear(1.2e6, availability.unavailability(independent(2, 0.999))))
                .isCloseTo(438, within(0.01));
    }

    @Test
    void a7_expected_outage_cost_of_a_month() {
        var costs = new CostModel(assumptions);
        double one = availability.unavailability(independent(1, 0.9995).getFirst());
        double two = availability.unavailability(independent(2, 0.9995));
        assertThat(costs.outageRisk(50_000, one).amount().usd()).hasToString("18250.00");
        assertThat(50_000 * 730 * two).isCloseTo(9.125, within(1e-6));
        assertThat(costs.outageRisk(50_000, two).amount().usd().doubleValue()).isCloseTo(9.125, within(0.0051));
    }

    @Test
    void a10_energy_per_inference_is_reported_once_at_ten_percent() {
        var trigger = Trigger.energyPerInference(assumptions);
        assertThat(fired(trigger, 1.0, 1.099)).isZero();
        assertThat(fired(trigger, 1.0, 1.1)).isEqualTo(1);
        assertThat(fired(trigger, 1.0, 1.099, 1.1, 1.11, 1.2)).isEqualTo(1);
        assertThat(fired(trigger, 1.0, 1.2, 1.0, 1.2)).isEqualTo(2);
    }

    @Test
    void a10_mean_latency_is_reported_once_at_five_percent() {
        var trigger = Trigger.meanLatency(assumptions);
        assertThat(fired(trigger, 200, 200 * 1.049)).isZero();
        assertThat(fired(trigger, 200, 210, 210)).isEqualTo(1);
    }

    private static int fired(Trigger trigger, double... samples) {
        int count = 0;
        for (int i = 1; i < samples.length; i++) {
            count += trigger.fires(samples[0], samples[i - 1], samples[i]) ? 1 : 0;
        }
        return count;
    }

    @Test
    void an_availability_in_percent_is_refused() {
        assertThatThrownBy(() -> new Availability.Serving("a", "acme", 99.9))
                .hasMessageContaining("(99.9) must be 0 to 1");
    }

    private static List<Availability.Serving> independent(int count, double each) {
        var sites = new ArrayList<Availability.Serving>();
        for (int i = 0; i < count; i++) {
            sites.add(new Availability.Serving("domain " + i, "provider " + i, each));
        }
        return sites;
    }
}
