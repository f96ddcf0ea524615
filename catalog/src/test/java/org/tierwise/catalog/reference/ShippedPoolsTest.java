package org.tierwise.catalog.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tierwise.catalog.capacity.SiteTier.CENTRAL;
import static org.tierwise.catalog.capacity.SiteTier.EDGE;
import static org.tierwise.catalog.capacity.SiteTier.REGIONAL;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.provenance.Kind;

class ShippedPoolsTest {
    private static final ReferenceCatalogue CATALOGUE = CatalogueReader.shipped();
    private static final CatalogueIndex INDEX = CATALOGUE.index();

    @Test
    void a_zone_has_accelerators_only_where_a_price_says_so() {
        var atlanta = INDEX.site("aws/us-east-1-atl-2");
        assertThat(atlanta.tier()).isEqualTo(EDGE);
        assertThat(atlanta.failureDomain()).isEqualTo("aws/us-east-1");
        assertThat(INDEX.pools(atlanta.id()))
                .extracting(CapacityPool::acceleratorId)
                .contains("H100-80GB-SXM");
        assertThat(INDEX.pools(atlanta.id()))
                .allSatisfy(pool -> assertThat(pool.quantity().value()).isEqualTo(16));
        assertThat(INDEX.site("aws/us-east-1-atl-1").gpuPresent()).isFalse();
    }

    @Test
    void akamai_has_accelerators_in_19_cities_and_says_that_they_are_assumed() {
        var cities = CATALOGUE.sites().stream()
                .filter(site -> site.provider().equals("akamai") && site.gpuPresent())
                .toList();
        assertThat(cities).hasSize(19).extracting(Site::id).contains("akamai/us-sea", "akamai/id-cgk");
        assertThat(INDEX.pools("akamai/us-sea"))
                .hasSize(2)
                .allSatisfy(pool -> assertThat(
                                pool.usdPerAcceleratorHour().provenance().kind())
                        .isEqualTo(Kind.ASSUMED));
    }

    @Test
    void one_region_of_a_provider_and_continent_is_central() {
        var central = CATALOGUE.sites().stream()
                .filter(site -> site.tier() == CENTRAL)
                .map(Site::id)
                .toList();
        assertThat(central)
                .contains("aws/us-east-1", "aws/eu-central-1", "aws/ap-southeast-1", "aws/ap-southeast-2")
                .contains("azure/eastus", "azure/northeurope", "azure/southeastasia", "gcp/us-central1");
        assertThat(central.stream()
                        .map(id -> INDEX.site(id))
                        .map(site -> site.provider()
                                + INDEX.findCountry(site.country())
                                        .orElseThrow()
                                        .continent()))
                .doesNotHaveDuplicates();
        assertThat(INDEX.site("azure/japaneast").tier()).isEqualTo(REGIONAL);
    }

    /** C1 of the product definition. */
    @Test
    void an_h100_in_us_east_1_has_its_listed_prices() {
        assertThat(price("aws/us-east-1", "H100-80GB-SXM", PurchaseTerm.ON_DEMAND))
                .isEqualTo(6.88);
        assertThat(price("aws/us-east-1", "H100-80GB-SXM", PurchaseTerm.RESERVED_3Y))
                .isEqualTo(2.9722);
        assertThat(price("azure/eastus", "H100-80GB-SXM", PurchaseTerm.ON_DEMAND))
                .isEqualTo(12.29);
        assertThat(pool("gcp/us-central1", "H100-80GB-SXM", PurchaseTerm.ON_DEMAND)
                        .hostIncluded())
                .isFalse();
        assertThat(pool("aws/us-east-1", "H100-80GB-SXM", PurchaseTerm.ON_DEMAND)
                        .quantity()
                        .value())
                .isEqualTo(512);
        assertThat(pool("aws/us-east-2", "H100-80GB-SXM", PurchaseTerm.ON_DEMAND)
                        .quantity()
                        .value())
                .isEqualTo(64);
        assertThat(pool("aws/us-east-1", "L4-24GB", PurchaseTerm.ON_DEMAND)
                        .quantity()
                        .value())
                .isEqualTo(1024);
    }

    /** 6.88 in us-east-1 at price level 1; eu-central-1 has level 1.249 of accelerators. */
    @Test
    void a_missing_price_is_derived_from_the_price_level_of_the_region() {
        var frankfurt = pool("aws/eu-central-1", "H100-80GB-SXM", PurchaseTerm.ON_DEMAND);
        assertThat(frankfurt.usdPerAcceleratorHour().value()).isCloseTo(6.88 * 1.249, within(1e-3));
        assertThat(frankfurt.usdPerAcceleratorHour().provenance().kind()).isEqualTo(Kind.DERIVED);
        assertThat(frankfurt.usdPerAcceleratorHour().provenance().source())
                .contains("6.88 USD in us-east-1 x price level 1.249");
        assertThat(pool("aws/ap-south-2", "H100-80GB-SXM", PurchaseTerm.ON_DEMAND)
                        .usdPerAcceleratorHour()
                        .provenance()
                        .source())
                .contains("price level 0.710 / 1.000 of CPUs, not below the lowest listed price 6.88");
    }

    @Test
    void no_estimate_undercuts_the_lowest_listed_price() {
        var lowest = CATALOGUE.pools().stream()
                .filter(pool -> pool.usdPerAcceleratorHour().provenance().kind() == Kind.PUBLISHED)
                .collect(Collectors.toMap(
                        ShippedPoolsTest::product,
                        pool -> pool.usdPerAcceleratorHour().value(),
                        Math::min));
        assertThat(CATALOGUE.pools())
                .filteredOn(pool -> pool.usdPerAcceleratorHour().provenance().kind() == Kind.DERIVED)
                .hasSizeGreaterThan(500)
                .allSatisfy(pool -> {
                    assertThat(pool.usdPerAcceleratorHour().value())
                            .isGreaterThanOrEqualTo(lowest.getOrDefault(product(pool), Double.MAX_VALUE));
                    assertThat(pool.term()).isNotEqualTo(PurchaseTerm.SPOT);
                });
    }

    @Test
    void a_commitment_is_never_dearer_than_on_demand() {
        assertThat(CATALOGUE.pools())
                .filteredOn(pool -> pool.term() == PurchaseTerm.RESERVED_1Y || pool.term() == PurchaseTerm.RESERVED_3Y)
                .allSatisfy(pool -> assertThat(findPool(pool.siteId(), pool.acceleratorId(), PurchaseTerm.ON_DEMAND))
                        .hasValueSatisfying(onDemand -> assertThat(
                                        pool.usdPerAcceleratorHour().value())
                                .isLessThan(onDemand.usdPerAcceleratorHour().value())));
    }

    @Test
    void restricted_partitions_and_clouds_without_a_price_offer_nothing() {
        for (String id : List.of("aws/us-gov-west-1", "aws/cn-north-1", "aws/eusc-de-east-1", "ibm/eu-de")) {
            assertThat(INDEX.site(id).gpuPresent()).as(id).isFalse();
            assertThat(INDEX.pools(id)).as(id).isEmpty();
        }
        assertThat(INDEX.site("aws/us-gov-west-1").status()).isEqualTo("restricted");
    }

    private static String product(CapacityPool pool) {
        return INDEX.site(pool.siteId()).provider() + pool.acceleratorId() + pool.term();
    }

    private static double price(String site, String accelerator, PurchaseTerm term) {
        return pool(site, accelerator, term).usdPerAcceleratorHour().value();
    }

    private static CapacityPool pool(String site, String accelerator, PurchaseTerm term) {
        return findPool(site, accelerator, term).orElseThrow();
    }

    private static Optional<CapacityPool> findPool(String site, String accelerator, PurchaseTerm term) {
        return INDEX.pools(site).stream()
                .filter(pool -> pool.acceleratorId().equals(accelerator) && pool.term() == term)
                .findFirst();
    }
}
