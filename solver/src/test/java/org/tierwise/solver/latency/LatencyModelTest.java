package org.tierwise.solver.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tierwise.catalog.capacity.Ownership;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.capacity.SiteKind;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.network.BackboneLink;
import org.tierwise.catalog.network.RoundTripRow;
import org.tierwise.catalog.provenance.Figure;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;
import org.tierwise.catalog.workload.AccessProfile;
import org.tierwise.catalog.workload.UserLocation;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LatencyModelTest {
    private final World world = new World();

    /** Product definition, section 4, table of access profiles. */
    @ParameterizedTest
    @CsvSource({"LAN,1,2", "FIBRE,5,12", "CABLE_DSL,15,25", "FIVE_G,15,45", "FOUR_G,35,80", "LEO,40,60", "GEO,600,700"})
    void access_has_the_round_trip_of_its_profile(AccessProfile profile, double p50, double p95) {
        var trip = world.model.access(profile, false);
        assertThat(trip.p50Ms()).isEqualTo(p50);
        assertThat(trip.p95Ms()).isEqualTo(p95);
        assertThat(trip.lowMs()).isEqualTo(p95);
        assertThat(trip.kind()).isEqualTo(Kind.ASSUMED);
    }

    @Test
    void own_premises_are_reached_by_lan_whatever_the_profile() {
        assertThat(world.model.access(AccessProfile.GEO, true).p95Ms()).isEqualTo(2);
    }

    @Test
    void aggregation_is_one_ms_at_edge_pops_and_none_in_regions() {
        var pop = world.catalogue.sites().stream()
                .filter(site -> site.kind() == SiteKind.EDGE_POP)
                .findFirst()
                .orElseThrow();
        assertThat(world.model.aggregation(pop).p95Ms()).isEqualTo(1);
        assertThat(world.model.aggregation(world.site("aws/eu-central-1")).p95Ms())
                .isZero();
    }

    @Test
    void measured_row_wins_over_the_published_one_and_carries_its_own_band() {
        var measured = row("azure/southeastasia", "azure/eastus", 230, Kind.MEASURED);
        var trip =
                world.model.with(List.of(measured)).core(world.at("azure/southeastasia"), world.site("azure/eastus"));
        assertThat(trip.p50Ms()).isEqualTo(230);
        assertThat(trip.kind()).isEqualTo(Kind.MEASURED);
        assertThat(trip.lowMs()).isCloseTo(0.95 * 1.05 * 230, within(1e-9));
        assertThat(trip.highMs()).isCloseTo(1.05 * 1.05 * 230, within(1e-9));
    }

    @Test
    void measurement_from_a_city_counts_for_that_city() {
        var munich = world.city("Munich", "DE");
        var id = world.catalogue.gazetteer().cities().stream()
                .filter(city -> city.at().equals(munich.at()))
                .findFirst()
                .orElseThrow()
                .id();
        var model = world.model.with(List.of(row("city/" + id, "aws/eu-central-1", 8, Kind.MEASURED)));
        assertThat(model.core(munich, world.site("aws/eu-central-1")).p50Ms()).isEqualTo(8);
        assertThat(model.core(world.city("Berlin", "DE"), world.site("aws/eu-central-1"))
                        .kind())
                .isEqualTo(Kind.DERIVED);
    }

    @Test
    void published_row_counts_within_100_km_and_not_beyond() {
        var eastus = world.site("azure/eastus");
        var singapore = world.site("azure/southeastasia").at();
        var near = new UserLocation("near", "MY", new GeoPoint(singapore.lat() + 0.85, singapore.lon()));
        var far = new UserLocation("far", "MY", new GeoPoint(singapore.lat() + 0.95, singapore.lon()));
        assertThat(world.model.core(near, eastus).kind()).isEqualTo(Kind.PUBLISHED);
        assertThat(world.model.core(far, eastus).kind()).isEqualTo(Kind.DERIVED);
    }

    @Test
    void row_of_another_provider_does_not_count() {
        assertThat(world.model
                        .core(world.at("azure/southeastasia"), world.site("aws/us-east-1"))
                        .kind())
                .isEqualTo(Kind.DERIVED);
    }

    @Test
    void row_that_names_an_unknown_place_is_kept_aside() {
        var model = world.withRows(List.of(row("azure/nowhere", "azure/eastus", 50, Kind.PUBLISHED)));
        assertThat(model.rejectedRows())
                .singleElement()
                .satisfies(r -> assertThat(r.sentence()).contains("(azure/nowhere)", "not in the catalogue"));
    }

    /** Product definition, section 4: factor of the public Internet, inside and between sparse regions, Europe, others. */
    @ParameterizedTest(name = "{0} to {2}: {4}")
    @CsvSource({
        "Nairobi,KE,Lagos,NG,2.0",
        "Lima,PE,Santiago,CL,2.0",
        "Karachi,PK,Mumbai,IN,2.0",
        "Warsaw,PL,Madrid,ES,1.35",
        "Warsaw,PL,Paris,FR,1.35",
        "London,GB,Paris,FR,1.2",
        "Munich,DE,Hamburg,DE,1.2",
        "Tokyo,JP,Seoul,KR,1.2",
        "Nairobi,KE,London,GB,1.2"
    })
    void own_site_is_entered_over_the_public_internet(
            String fromCity, String fromCountry, String toCity, String toCountry, double factor) {
        var user = world.city(fromCity, fromCountry);
        var there = world.city(toCity, toCountry);
        var backbone = world.model.core(user, siteAt(there, Ownership.CLOUD));
        var open = world.model.core(user, siteAt(there, Ownership.OWN));
        assertThat(open.p50Ms() / backbone.p50Ms()).isCloseTo(factor, within(1e-9));
        assertThat(open.kind()).isEqualTo(Kind.ASSUMED);
        assertThat(open.source()).contains("public Internet");
    }

    @Test
    void own_premises_within_30_km_are_not_entered_over_the_public_internet() {
        var munich = world.city("Munich", "DE");
        var own = siteAt(munich, Ownership.OWN);
        assertThat(world.model.ownPremises(munich, own)).isTrue();
        assertThat(world.model.core(munich, own).p50Ms()).isCloseTo(1.0, within(1e-9));
        var rosenheim = new UserLocation("50 km off", "DE", new GeoPoint(47.70, 11.58));
        assertThat(world.model.ownPremises(rosenheim, own)).isFalse();
        assertThat(world.model.core(rosenheim, own).p50Ms()).isCloseTo(1.2 * (1 + 0.0644 * 48.64), within(0.05));
    }

    @Test
    void a_site_that_moved_is_attached_anew() {
        var munich = world.city("Munich", "DE");
        var model = world.withRows(List.of());
        double near = model.core(munich, siteAt(munich, Ownership.CLOUD)).p50Ms();
        double far = model.core(munich, siteAt(world.city("Madrid", "ES"), Ownership.CLOUD))
                .p50Ms();
        assertThat(near).isCloseTo(1.0, within(1e-9));
        assertThat(far).isGreaterThan(20);
    }

    @Test
    void without_any_way_over_the_hubs_the_straight_line_stands_in() {
        var all = Set.copyOf(world.catalogue.backbone().links());
        var trip = world.modelled.without(all).core(world.at("azure/japaneast"), world.site("azure/southeastasia"));
        assertThat(trip.p50Ms()).isCloseTo(5 + 1.6 * 0.00995714 * 5318.2, within(0.01));
        assertThat(trip.path()).isEqualTo("straight line");
    }

    @Test
    void a_link_is_cut_whichever_end_is_named_first() {
        var there = Set.of(new BackboneLink("SIN", "TYO", true));
        var back = Set.of(new BackboneLink("TYO", "SIN", true));
        var user = world.at("azure/japaneast");
        var site = world.site("azure/southeastasia");
        assertThat(world.modelled.without(there).core(user, site))
                .isEqualTo(world.modelled.without(back).core(user, site));
    }

    @Test
    void hawaii_is_an_island_and_not_on_the_mainland() {
        var honolulu = new UserLocation("Honolulu", "US", new GeoPoint(21.3069, -157.8583));
        var trip = world.model.core(honolulu, world.site("aws/us-west-2"));
        assertThat(trip.path()).startsWith("HNL-");
    }

    @Test
    void short_way_on_one_landmass_is_a_direct_line_where_hubs_would_be_a_detour() {
        var lyon = world.city("Lyon", "FR");
        var turin = world.city("Turin", "IT");
        var trip = world.model.core(lyon, siteAt(turin, Ownership.CLOUD));
        double km = lyon.at().kmTo(turin.at());
        assertThat(km).isBetween(100.0, 1200.0);
        assertThat(trip.path()).isEqualTo("direct");
        assertThat(trip.p50Ms()).isCloseTo(6 + 0.00995714 * 1.45 * km, within(1e-6));
    }

    @Test
    void threads_that_ask_at_once_get_the_same_answers() throws Exception {
        var model = world.withRows(world.catalogue.roundTrips());
        var user = world.city("Munich", "DE");
        var sites = world.catalogue.sites();
        Callable<List<RoundTrip>> ask = () -> {
            var trips = new ArrayList<RoundTrip>();
            for (var site : sites) {
                trips.add(model.core(user, site));
            }
            return trips;
        };
        try (var threads = Executors.newFixedThreadPool(4)) {
            var answers = threads.invokeAll(List.of(ask, ask, ask, ask));
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(answers.getFirst().get()).hasSameSizeAs(sites);
            }
        }
    }

    private static RoundTripRow row(String from, String to, double ms, Kind kind) {
        return new RoundTripRow(from, to, ms, new Provenance(kind, "a test row", "2026-11"));
    }

    static Site siteAt(UserLocation where, Ownership ownership) {
        var assumed = new Figure(1, "1", Provenance.assumed("test"));
        return new Site(
                "test/site",
                "test",
                "site",
                where.name(),
                SiteKind.OWN_PREMISES,
                SiteTier.EDGE,
                ownership,
                where.name(),
                where.country(),
                where.at(),
                "ga",
                "test/site",
                0,
                true,
                assumed,
                assumed,
                null,
                null,
                Provenance.assumed("test"));
    }
}
