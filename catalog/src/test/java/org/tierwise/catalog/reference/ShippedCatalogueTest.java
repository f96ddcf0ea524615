package org.tierwise.catalog.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tierwise.catalog.capacity.SiteTier.EDGE;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.Model;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.capacity.SiteKind;
import org.tierwise.catalog.network.FibreFloor;
import org.tierwise.catalog.provenance.Kind;

class ShippedCatalogueTest {
    private static final ReferenceCatalogue CATALOGUE = CatalogueReader.shipped();
    private static final CatalogueIndex INDEX = CATALOGUE.index();

    @Test
    void it_has_every_region_zone_and_presence() {
        var kinds = CATALOGUE.sites().stream().collect(Collectors.groupingBy(Site::kind, Collectors.counting()));
        assertThat(kinds)
                .isEqualTo(Map.of(
                        SiteKind.REGION, 226L,
                        SiteKind.LOCAL_ZONE, 44L,
                        SiteKind.WAVELENGTH_ZONE, 23L,
                        SiteKind.EXTENDED_ZONE, 2L,
                        SiteKind.EDGE_POP, 840L));
        assertThat(CATALOGUE.sites()).extracting(Site::id).doesNotHaveDuplicates();
    }

    @Test
    void it_has_the_hardware_the_models_and_the_places() {
        assertThat(CATALOGUE.accelerators()).hasSize(47);
        assertThat(CATALOGUE.accelerators())
                .extracting(Accelerator::vendor)
                .contains("NVIDIA", "AMD", "Google", "AWS", "Intel");
        assertThat(CATALOGUE.models()).hasSize(54);
        assertThat(CATALOGUE.benchmarks()).hasSize(170);
        assertThat(CATALOGUE.offers()).hasSize(234);
        assertThat(CATALOGUE.backbone().hubs()).hasSize(85);
        assertThat(CATALOGUE.backbone().links()).hasSize(163);
        assertThat(CATALOGUE.gazetteer().countries()).hasSize(250);
        assertThat(CATALOGUE.gazetteer().cities()).hasSize(4277);
        assertThat(CATALOGUE.gazetteer().blocs()).hasSize(21);
        assertThat(CATALOGUE.gazetteer().airports()).hasSize(390);
        assertThat(CATALOGUE.roundTrips()).hasSize(2350 + 380 + 156);
        assertThat(CATALOGUE.egressUsdPerGb()).containsEntry("aws/us-east-1", 0.09);
    }

    @Test
    void every_cloud_has_its_regions() {
        var regions = CATALOGUE.sites().stream()
                .filter(site -> site.kind() == SiteKind.REGION)
                .collect(Collectors.groupingBy(Site::provider, Collectors.counting()));
        assertThat(regions)
                .isEqualTo(Map.of("aws", 39L, "azure", 58L, "gcp", 43L, "oci", 42L, "ibm", 13L, "akamai", 31L));
    }

    @Test
    void every_figure_says_where_it_comes_from() {
        assertThat(CATALOGUE.sites()).allSatisfy(site -> {
            assertThat(site.provenance().source()).isNotBlank().isNotEqualTo("not stated");
            assertThat(site.provenance().asOf()).isNotBlank();
            assertThat(site.pue().provenance().source()).isNotBlank();
            assertThat(site.usdPerKwh().provenance().source()).isNotEqualTo("not stated");
        });
        assertThat(CATALOGUE.pools()).allSatisfy(pool -> {
            assertThat(pool.usdPerAcceleratorHour().provenance().asOf()).startsWith("202");
            assertThat(pool.usdPerAcceleratorHour().value()).isPositive();
            assertThat(pool.quantity().provenance().kind()).isEqualTo(Kind.ASSUMED);
        });
        assertThat(CATALOGUE.offers())
                .allSatisfy(offer -> assertThat(offer.provenance().source()).isNotEqualTo("not stated"));
        assertThat(CATALOGUE.roundTrips()).allSatisfy(row -> {
            assertThat(row.provenance().kind()).isEqualTo(Kind.PUBLISHED);
            assertThat(row.provenance().source()).isNotEqualTo("not stated");
        });
    }

    /** 1.14 is the lowest ratio above 300 km that product.md names. */
    @Test
    void every_round_trip_is_above_the_fibre_floor() {
        assertThat(CATALOGUE.roundTrips()).allSatisfy(row -> {
            double km = km(row.from(), row.to());
            assertThat(row.p50Ms()).isGreaterThanOrEqualTo(FibreFloor.ms(km));
            if (km > 300) {
                assertThat(row.p50Ms() / (FibreFloor.ms(km))).isGreaterThan(1.13);
            }
        });
    }

    /** L1 to L5 of the product definition. */
    @Test
    void regions_lie_where_the_golden_distances_say() {
        assertThat(km("azure/southeastasia", "azure/eastus")).isCloseTo(15_528.2, within(0.1));
        assertThat(km("azure/japaneast", "azure/southeastasia")).isCloseTo(5_318.2, within(0.1));
        assertThat(km("azure/westeurope", "azure/eastus")).isCloseTo(6_206.9, within(0.1));
        assertThat(km("azure/uksouth", "azure/westeurope")).isCloseTo(356.9, within(0.1));
        assertThat(km("ibm/us-south", "ibm/eu-de")).isCloseTo(8_255.9, within(0.1));
        assertThat(publishedMs("azure/southeastasia", "azure/eastus")).isEqualTo(224);
        assertThat(publishedMs("azure/eastus", "azure/southeastasia")).isEqualTo(222);
    }

    @Test
    void a_presence_is_not_an_accelerator() {
        assertThat(CATALOGUE.sites())
                .filteredOn(site -> site.kind() == SiteKind.EDGE_POP)
                .allSatisfy(site -> {
                    assertThat(site.gpuPresent()).isFalse();
                    assertThat(site.tier()).isEqualTo(EDGE);
                    assertThat(site.aggregationRttMs()).isEqualTo(1);
                    assertThat(INDEX.pools(site.id())).isEmpty();
                });
        assertThat(CATALOGUE.sites())
                .allSatisfy(site -> assertThat(site.gpuPresent())
                        .isEqualTo(!INDEX.pools(site.id()).isEmpty()));
    }

    @Test
    void energy_is_that_of_the_region_or_the_nearest_that_is_known() {
        var frankfurt = INDEX.site("gcp/europe-west3");
        assertThat(frankfurt.gridGco2PerKwh()).isNotNull().satisfies(carbon -> {
            assertThat(carbon.value()).isCloseTo(275.82, within(0.01));
            assertThat(carbon.provenance().source()).contains("Google");
        });
        assertThat(INDEX.site("azure/germanywestcentral").gridGco2PerKwh())
                .isNotNull()
                .satisfies(carbon -> assertThat(carbon.provenance().source()).contains("Ember"));
        assertThat(INDEX.site("aws/af-south-1").pue().value()).isEqualTo(1.24);
        assertThat(INDEX.site("oci/eu-frankfurt-1").pue().provenance().kind()).isEqualTo(Kind.ASSUMED);
        assertThat(INDEX.site("aws/us-east-1").usdPerKwh().provenance().source())
                .contains("US Energy Information Administration");
    }

    /** S1 of the product definition. */
    @Test
    void models_have_the_kv_size_of_the_golden_case() {
        assertThat(INDEX.model("meta-llama/Meta-Llama-3.1-8B").kvBytesPerToken16())
                .isEqualTo(131_072);
        assertThat(INDEX.model("meta-llama/Llama-3.3-70B-Instruct").kvBytesPerToken16())
                .isEqualTo(327_680);
        assertThat(INDEX.model("deepseek-ai/DeepSeek-R1").kvBytesPerToken16()).isEqualTo(70_272);
        assertThat(INDEX.model("deepseek-ai/DeepSeek-R1").mixtureOfExperts()).isTrue();
        assertThat(CATALOGUE.models()).extracting(Model::kvBytesPerToken16).allMatch(bytes -> bytes > 0);
    }

    @Test
    void accelerators_know_their_memory_and_whether_they_are_custom_silicon() {
        assertThat(CATALOGUE.accelerators())
                .filteredOn(accelerator -> accelerator.memoryType().equals("GDDR6_ECC"))
                .extracting(Accelerator::id)
                .contains("A10-24GB", "A10G-24GB", "A40-48GB", "L4-24GB", "L40-48GB", "L40S-48GB", "T4-16GB");
        assertThat(CATALOGUE.accelerators())
                .filteredOn(Accelerator::customSilicon)
                .extracting(Accelerator::id)
                .containsExactlyInAnyOrder(
                        "TPU-v4",
                        "TPU-v5e",
                        "TPU-v5p",
                        "TPU-v6e",
                        "TPU-v7x",
                        "Trainium1-32GB",
                        "Trainium2-96GB",
                        "Inferentia2-32GB");
    }

    @Test
    void offers_of_a_region_stand_at_its_site_and_others_nowhere() {
        assertThat(CATALOGUE.offers())
                .filteredOn(offer -> offer.vendor().equals("aws-bedrock"))
                .isNotEmpty()
                .allSatisfy(offer -> assertThat(offer.siteId()).isEqualTo("aws/" + offer.region()));
        assertThat(CATALOGUE.offers())
                .filteredOn(offer -> offer.region().equals("vendor list"))
                .isNotEmpty()
                .allSatisfy(offer -> assertThat(offer.siteId()).isNull());
    }

    @Test
    void the_same_catalogue_has_the_same_version() {
        assertThat(CatalogueReader.shipped().version())
                .isEqualTo(CATALOGUE.version())
                .matches("[0-9a-f]{64}");
    }

    private static double km(String from, String to) {
        return INDEX.site(from).at().kmTo(INDEX.site(to).at());
    }

    private static double publishedMs(String from, String to) {
        return CATALOGUE.roundTrips().stream()
                .filter(row -> row.from().equals(from) && row.to().equals(to))
                .findFirst()
                .orElseThrow()
                .p50Ms();
    }
}
