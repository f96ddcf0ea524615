package org.tierwise.solver.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.reference.CatalogueReader;

/** Product definition, section 6: C2 to C5 and C9 to C14, and A8 and A9 of section 7. Press figures are ASSUMED inputs. */
class MoneyOverTimeTest {
    private final Assumptions assumptions = CatalogueReader.shippedAssumptions();

    @Test
    void c2_a_commitment_is_paid_whether_used_or_not() {
        var under = Commitments.accelerators(100, 70, 2.00, 3.00, 730);
        assertThat(under.totalUsd()).isEqualTo(146_000);
        assertThat(under.strandedUsd()).isEqualTo(43_800);
        var over = Commitments.accelerators(100, 120, 2.00, 3.00, 730);
        assertThat(over.totalUsd()).isEqualTo(189_800);
        assertThat(over.strandedUsd()).isZero();
    }

    @ParameterizedTest(name = "minimum 100, spent {0}, penalty {1}")
    @CsvSource({"70, 1, 100, 30", "70, 0.5, 85, 15", "120, 1, 120, 0"})
    void a_promised_spend_is_charged_for_what_is_missing(double spent, double penalty, double total, double stranded) {
        assertThat(Commitments.spend(100, spent, penalty)).isEqualTo(new Commitments.Month(total, stranded));
    }

    @Test
    void c3_a_contract_known_by_its_total_is_taken_apart() {
        var parts = new ShareMode(assumptions).takeApart(1.8e9, 7);
        assertThat(parts.perYear()).isCloseTo(257_142_857.14, within(0.005));
        assertThat(parts.perMonth()).isCloseTo(21_428_571.43, within(0.005));
        assertThat(parts.energyPerYear()).isCloseTo(102_857_142.86, within(0.005));
        assertThat(parts.maintenancePerYear()).isCloseTo(38_571_428.57, within(0.005));
        assertThat(parts.energyPerYear() + parts.maintenancePerYear() + parts.restPerYear())
                .isCloseTo(parts.perYear(), within(1e-6));
    }

    @Test
    void c4_the_energy_of_a_contract_pays_for_so_many_calls() {
        var parts = new ShareMode(assumptions).takeApart(1.8e9, 7);
        assertThat(parts.callsPerYear(0.00003)).isCloseTo(3.4286e12, within(0.00005e12));
        assertThat(parts.callsPerYear(0.00003) / 365).isCloseTo(9.393e9, within(0.0005e9));
        assertThat(parts.usdPerCall(0.00003)).isCloseTo(0.000075, within(1e-12));
        assertThat(UnitEconomics.wattHours(0.00003, 0.10)).isCloseTo(0.30, within(1e-9));
    }

    @Test
    void c5_energy_of_an_own_h100_contradicts_the_press_share() {
        double usd = UnitEconomics.energyUsdPerYear(1, 1.3, 0.10);
        assertThat(usd).isCloseTo(1138.80, within(0.005));
        assertThat(usd / (2.50 * 8760)).isCloseTo(0.052, within(0.0005));
        assertThat(usd / (2.50 * 8760)).isLessThan(assumptions.value("cost.shareEnergy"));
    }

    @Test
    void c9_own_capacity_breaks_even_at_so_many_tokens() {
        assertThat(UnitEconomics.breakEvenTokens(120_000, 0.60)).isCloseTo(2.0e11, within(1.0));
    }

    @Test
    void c10_present_value_of_a_year_of_payments() {
        double[] year = new double[12];
        Arrays.fill(year, 100);
        assertThat(TimeValue.presentValue(year, 0.10)).isCloseTo(1140.05, within(0.005));
        assertThat(TimeValue.presentValue(year, 0)).isEqualTo(1200);
    }

    @Test
    void c11_prices_fall_and_demand_grows() {
        assertThat(TimeValue.after(10, -0.20, 18)).isCloseTo(7.155, within(0.0005));
        assertThat(TimeValue.after(1, 0.25, 24)).isCloseTo(1.5625, within(1e-12));
    }

    @Test
    void c12_hardware_given_up_early_has_value_left() {
        assertThat(OwnedHardware.strandedBookValue(200_000, 36, 15)).isCloseTo(116_666.67, within(0.005));
        assertThat(OwnedHardware.strandedBookValue(200_000, 36, 48)).isZero();
    }

    /** MLPerf Inference v5.1 power: 8 × B200. Derived; not an MLPerf metric. */
    @Test
    void c13_energy_of_a_token() {
        assertThat(UnitEconomics.joulesPerToken(10_442, 99_159)).isCloseTo(0.105, within(0.0005));
        assertThat(UnitEconomics.joulesPerToken(9_566, 1_249)).isCloseTo(7.66, within(0.005));
    }

    @Test
    void c14_five_gigawatts_carry_so_many_accelerators() {
        assertThat(UnitEconomics.acceleratorsWithin(5e9, 1.2, 1300) / 1e6).isCloseTo(3.21, within(0.005));
    }

    @Test
    void a8_concentration_of_vendors() {
        assertThat(UnitEconomics.concentration(0.5, 0.3, 0.2)).isCloseTo(0.38, within(1e-12));
        assertThat(UnitEconomics.concentration(1)).isEqualTo(1);
    }

    @Test
    void a9_waiting_less_saves_working_time() {
        assertThat(UnitEconomics.savedSecondsPerUserDay(300, 200)).isCloseTo(60, within(1e-9));
        assertThat(UnitEconomics.savedHoursPerMonth(1200, 300, 200, 21)).isCloseTo(420, within(1e-9));
    }

    @Test
    void carbon_follows_energy() {
        assertThat(OwnedHardware.carbonKg(4863.74, 350)).isCloseTo(1702.309, within(0.001));
    }
}
