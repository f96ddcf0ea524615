package org.tierwise.solver.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tierwise.catalog.network.FibreFloor;
import org.tierwise.catalog.network.RoundTripRow;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;

/** Product definition, section 4, L1 to L12: distance, fibre floor, modelled and published round trip of known pairs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LatencyGoldenTest {
    private final World world = new World();

    @ParameterizedTest(name = "{0}: {1} to {2}")
    @CsvSource(delimiter = '|', textBlock = """
            L1  | azure/southeastasia    | azure/eastus         | 15528.2 | 152.09 | 224.04 | SIN-TYO-SEA-CHI-ASH
            L2  | azure/japaneast        | azure/southeastasia  |  5318.2 |  52.09 |  73.25 | TYO-SIN
            L3  | azure/westeurope       | azure/eastus         |  6206.9 |  60.80 |  85.19 | AMS-NYC-ASH
            L4  | azure/uksouth          | azure/westeurope     |   356.9 |   3.50 |  11.15 | LON-AMS
            L5  | azure/brazilsouth      | azure/eastus         |  7581.1 |  74.25 | 109.45 | SAO-NYC-ASH
            L6  | azure/southafricanorth | azure/uksouth        |  9069.5 |  88.83 | 143.62 | JNB-MBA-DJI-JED-SUZ-ALX-MRS-PAR-LON
            L7  | ibm/us-south           | ibm/eu-de            |  8255.9 |  80.86 | 119.49 | DAL-ATL-ASH-NYC-AMS-FRA
            L11 | azure/westeurope       | azure/southeastasia  | 10500.1 | 102.85 | 178.54 | AMS-PAR-MRS-ALX-SUZ-JED-DJI-BOM-SIN
            L12 | azure/australiacentral | azure/northcentralus | 15115.1 | 148.05 | 211.16 | SYD-LAX-PHX-DAL-MKC-CHI
            """)
    void region_pair_has_its_distance_floor_round_trip_and_path(
            String id, String from, String to, double km, double floor, double rtt, String path) {
        double distance = world.site(from).at().kmTo(world.site(to).at());
        assertThat(distance).isCloseTo(km, within(0.05));
        assertThat(world.model.fibreFloorMs(distance)).isCloseTo(floor, within(0.005));
        var trip = world.modelled(from, to);
        assertThat(trip.p50Ms()).isCloseTo(rtt, within(0.005));
        assertThat(trip.path()).isEqualTo(path);
        assertThat(trip.kind()).isEqualTo(Kind.DERIVED);
    }

    @ParameterizedTest(name = "{0}: {1} to {2}")
    @CsvSource(delimiter = '|', textBlock = """
            L1  | azure/southeastasia    | azure/eastus        | 224
            L1  | azure/eastus           | azure/southeastasia | 222
            L1  | gcp/asia-southeast1    | gcp/us-east4        | 211.4
            L2  | azure/japaneast        | azure/southeastasia |  73
            L3  | azure/westeurope       | azure/eastus        |  85
            L3  | azure/eastus           | azure/westeurope    |  83
            L4  | azure/uksouth          | azure/westeurope    |  12
            L5  | azure/brazilsouth      | azure/eastus        | 119
            L6  | azure/southafricanorth | azure/uksouth       | 161
            L7  | ibm/us-south           | ibm/eu-de           | 123
            L11 | azure/westeurope       | azure/southeastasia | 161
            """)
    void published_row_wins_over_the_model_in_its_own_direction(String id, String from, String to, double rtt) {
        var trip = world.published(from, to);
        assertThat(trip.p50Ms()).isCloseTo(rtt, within(0.05));
        assertThat(trip.p95Ms()).isCloseTo(1.05 * rtt, within(0.06));
        assertThat(trip.kind()).isEqualTo(Kind.PUBLISHED);
        assertThat(trip.path()).isEmpty();
        assertThat(trip.source()).contains("from " + from);
    }

    @Test
    void l8_city_munich_reaches_frankfurt_by_the_hub() {
        var munich = world.city("Munich", "DE");
        var frankfurt = world.site("aws/eu-central-1");
        double km = munich.at().kmTo(frankfurt.at());
        assertThat(km).isCloseTo(304.3, within(0.05));
        assertThat(world.model.fibreFloorMs(km)).isCloseTo(2.98, within(0.005));
        assertThat(world.model.core(munich, frankfurt).p50Ms()).isCloseTo(10.39, within(0.005));
    }

    @Test
    void l9_city_nairobi_reaches_cape_town_along_the_coast() {
        var nairobi = world.city("Nairobi", "KE");
        var capeTown = world.site("aws/af-south-1");
        double km = nairobi.at().kmTo(capeTown.at());
        assertThat(km).isCloseTo(4103.2, within(0.05));
        assertThat(world.model.fibreFloorMs(km)).isCloseTo(40.19, within(0.005));
        var trip = world.model.core(nairobi, capeTown);
        assertThat(trip.p50Ms()).isCloseTo(65.44, within(0.005));
        assertThat(trip.path()).startsWith("MBA-JNB");
    }

    @Test
    void l10_a_cut_cable_sends_tokyo_over_hong_kong() {
        var cut = world.modelled.without(world.link("SIN", "TYO"));
        var trip = cut.core(world.at("azure/japaneast"), world.site("azure/southeastasia"));
        assertThat(trip.p50Ms()).isCloseTo(75.16, within(0.005));
        assertThat(trip.path()).isEqualTo("TYO-HKG-SIN");
    }

    @Test
    void l11_without_the_red_sea_the_way_to_singapore_leads_around_africa() {
        var cut = world.modelled.without(world.link("JED", "SUZ"));
        var trip = cut.core(world.at("azure/westeurope"), world.site("azure/southeastasia"));
        assertThat(trip.p50Ms()).isCloseTo(301.49, within(0.005));
        assertThat(trip.path()).contains("CPT");
    }

    @Test
    void l12_a_row_below_the_fibre_floor_is_refused_with_its_arithmetic() {
        var from = world.site("azure/australiacentral");
        var to = world.site("azure/northcentralus");
        assertThat(FibreFloor.forbids(26, from.at(), to.at())).isTrue();

        var row = new RoundTripRow(
                from.id(), to.id(), 26, new Provenance(Kind.PUBLISHED, "Azure table with shifted rows", "2024-04"));
        var model = world.withRows(List.of(row));

        var rejected = model.rejectedRows();
        assertThat(rejected).singleElement().satisfies(r -> {
            assertThat(r.reason()).isEqualTo(RejectedRow.Reason.BELOW_FLOOR);
            assertThat(r.floorMs()).isCloseTo(148.05, within(0.005));
            assertThat(r.sentence())
                    .isEqualTo("The round trip (26.0 ms) from (azure/australiacentral) to (azure/northcentralus) is"
                            + " below the fibre floor of 148.05 ms over 15,115.1 km. Maybe the rows of its table are"
                            + " shifted.");
        });
        assertThat(model.core(world.at(from.id()), to).p50Ms()).isCloseTo(211.16, within(0.005));
    }

    @Test
    void a_kilometre_of_fibre_takes_as_long_as_light_in_glass() {
        assertThat(FibreFloor.ms(1)).isCloseTo(0.00979478, within(0.000000005));
    }
}
