package org.tierwise.solver.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.ManagedOffer;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.plan.CostPart;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.provenance.Figure;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.catalog.reference.ReferenceCatalogue;

/** Product definition, section 6: C1, C6 to C8, and G4 of section 10. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostModelTest {
    private static final Provenance LIST = new Provenance(Kind.PUBLISHED, "list price", "2026-08");
    private final ReferenceCatalogue catalogue = CatalogueReader.shipped();
    private final CostModel costs = new CostModel(catalogue.assumptions());
    private final OwnedHardware owned = new OwnedHardware(catalogue.assumptions());

    @Test
    void c1_four_h100_on_demand() {
        assertThat(total(rent(PurchaseTerm.ON_DEMAND, 6.88, 730))).isEqualTo("20089.60");
        assertThat(rent(PurchaseTerm.ON_DEMAND, 6.88, 730)).singleElement().satisfies(part -> {
            assertThat(part.name()).isEqualTo("accelerators");
            assertThat(part.arithmetic()).isEqualTo("4 × 730 h × USD 6.88");
            assertThat(part.kind()).isEqualTo(Kind.DERIVED);
            assertThat(part.source()).isEqualTo("list price (2026-08)");
        });
    }

    @Test
    void c1_four_h100_reserved_for_three_years_are_paid_whether_used_or_not() {
        assertThat(total(rent(PurchaseTerm.RESERVED_3Y, 2.9722, 730))).isEqualTo("8678.82");
        assertThat(total(rent(PurchaseTerm.RESERVED_3Y, 2.9722, 100))).isEqualTo("8678.82");
    }

    @Test
    void c1_a_discount_of_ten_percent_is_taken_off() {
        var discounted = new CostModel(catalogue.assumptions().with("cost.providerDiscount", 0.1, "test"));
        var parts = discounted.accelerators(
                pool(PurchaseTerm.ON_DEMAND, 6.88, true), site("aws/us-east-1"), accelerator("H100-80GB-SXM"), 4, 730);
        assertThat(total(parts)).isEqualTo("18080.64");
        assertThat(parts.getFirst().arithmetic()).endsWith("× (1 - 0.1)");
    }

    @Test
    void spot_capacity_is_paid_for_the_hours_of_its_window() {
        // 4 × (8 h × 30.417) × 2.50
        assertThat(total(rent(PurchaseTerm.SPOT, 2.50, 8 * 30.417))).isEqualTo("2433.36");
    }

    @Test
    void a_price_without_its_host_gets_an_assumed_host_as_a_part_of_its_own() {
        var parts = costs.accelerators(
                pool(PurchaseTerm.ON_DEMAND, 9.80, false),
                site("gcp/us-central1"),
                accelerator("H100-80GB-SXM"),
                1,
                730);
        assertThat(parts).extracting(CostPart::name).containsExactly("accelerators", "host (assumed)");
        // 9.80 × 730 = 7,154.00; of that 13 %
        assertThat(parts.get(0).amount()).isEqualTo(Money.ofCents(715_400));
        assertThat(parts.get(1).amount()).isEqualTo(Money.ofCents(93_002));
        assertThat(parts.get(1).arithmetic())
                .isEqualTo("1 × 730 h × USD 9.8 × 0.13, because the price leaves out the host");
        assertThat(parts.get(1).kind()).isEqualTo(Kind.ASSUMED);
        assertThat(parts.get(1).source()).contains("a3-highgpu-8g");
    }

    @Test
    void the_host_of_a_small_accelerator_is_a_larger_part_of_the_price_and_can_be_edited() {
        var edited = new CostModel(catalogue.assumptions().with("cost.hostFactor.small", 1.5, "test"));
        var l4 = accelerator("L4-24GB");
        var pool = pool(PurchaseTerm.ON_DEMAND, 0.56, false);
        // g2-standard-4, the smallest server with an L4, is listed at 0.7068 an hour.
        double all = Double.parseDouble(total(costs.accelerators(pool, site("gcp/us-central1"), l4, 1, 730)));
        assertThat(all / 730).isCloseTo(0.7068, within(0.005));
        assertThat(total(edited.accelerators(pool, site("gcp/us-central1"), l4, 1, 730)))
                .isEqualTo("613.20");
    }

    @Test
    void c6_energy_of_eight_h100() {
        double kwh = owned.energyKwh(8, 700, 0.6, 1.3);
        assertThat(kwh).isCloseTo(4863.74, within(0.005));
        assertThat(Money.roundedToCents(kwh * 0.10).usd()).hasToString("486.37");
    }

    @Test
    void g4_an_own_l4() {
        double capex = 3000 * 1.5;
        assertThat(owned.capitalPerMonth(capex)).isEqualTo(125.00);
        assertThat(owned.maintenancePerMonth(capex)).isEqualTo(56.25);

        var parts = costs.accelerators(
                pool(PurchaseTerm.OWNED, owned.usdPerHour(capex), true), ownSite(), accelerator("L4-24GB"), 1, 730);

        assertThat(parts).extracting(CostPart::name).containsExactly("capital", "maintenance", "energy");
        assertThat(parts).extracting(part -> part.amount().usd().toString()).containsExactly("125.00", "56.25", "6.25");
        assertThat(parts.getLast().arithmetic())
                .isEqualTo("62.5338 kWh × USD 0.1 (1 × 72 W, utilisation 0.6, PUE 1.3)");
    }

    @Test
    void own_accelerators_that_idle_outside_their_window_need_less_energy_but_the_same_capital() {
        var pool = pool(PurchaseTerm.OWNED, owned.usdPerHour(4500), true);
        var always = costs.accelerators(pool, ownSite(), accelerator("L4-24GB"), 1, 730);
        var nightly = costs.accelerators(pool, ownSite(), accelerator("L4-24GB"), 1, 730 / 3.0);
        assertThat(nightly.getFirst()).isEqualTo(always.getFirst());
        // (0.1 + 0.9 × 0.2) ÷ (0.1 + 0.9 × 0.6) of 6.25
        assertThat(nightly.getLast().amount().usd()).hasToString("2.74");
    }

    @Test
    void c7_tokens_of_a_managed_offer() {
        assertThat(costs.millionTokens(1.2, 1020)).isCloseTo(3216.67, within(0.005));
        assertThat(costs.millionTokens(1.2, 129)).isCloseTo(406.81, within(0.005));
        assertThat(costs.tokens(offer(0.72, 0.72), 1.2, 1020, 129).amount().usd())
                .hasToString("2608.91");
        var part = costs.tokens(offer(0.25, 2.00), 1.2, 1020, 129);
        assertThat(part.amount().usd()).hasToString("1617.80");
        assertThat(part.arithmetic()).isEqualTo("3,216.672 Mtok × USD 0.25 + 406.8144 Mtok × USD 2");
    }

    @Test
    void c8_egress_of_answers() {
        var part = costs.egress(5, 12_000, new Figure(0.09, "USD/GB", LIST));
        assertThat(part.amount().usd()).hasToString("14.19");
        assertThat(part.arithmetic()).isEqualTo("157.68 GB × USD 0.09");
    }

    @Test
    void small_numbers_stay_readable_in_the_arithmetic() {
        assertThat(costs.outageRisk(50_000, 0.00000025).arithmetic()).isEqualTo("USD 50,000 × 730 h × 2.500e-07");
    }

    private List<CostPart> rent(PurchaseTerm term, double price, double hours) {
        return costs.accelerators(
                pool(term, price, true), site("aws/us-east-1"), accelerator("H100-80GB-SXM"), 4, hours);
    }

    private static String total(List<CostPart> parts) {
        return parts.stream()
                .map(CostPart::amount)
                .reduce(Money.ZERO, Money::plus)
                .usd()
                .toString();
    }

    private static CapacityPool pool(PurchaseTerm term, double price, boolean hostIncluded) {
        return new CapacityPool(
                "site|accelerator|" + term,
                "site",
                "accelerator",
                term,
                new Figure(8, "accelerators", LIST),
                new Figure(price, "USD/h", LIST),
                hostIncluded);
    }

    private static ManagedOffer offer(double in, double out) {
        return new ManagedOffer("v/m", "v", "m", "m", in, out, null, "vendor list", null, LIST);
    }

    private Site site(String id) {
        return catalogue.sites().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Accelerator accelerator(String id) {
        return catalogue.accelerators().stream()
                .filter(a -> a.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** A site with the PUE and the electricity price of the golden numbers. */
    private Site ownSite() {
        var site = site("aws/us-east-1");
        return new Site(
                "own/test",
                "own",
                "test",
                "Test",
                site.kind(),
                site.tier(),
                site.ownership(),
                site.city(),
                site.country(),
                site.at(),
                site.status(),
                "own/test",
                0,
                true,
                new Figure(1.3, "1", Provenance.assumed("test")),
                new Figure(0.10, "USD/kWh", Provenance.assumed("test")),
                null,
                null,
                site.provenance());
    }
}
