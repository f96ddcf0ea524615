package org.tierwise.catalog.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.provenance.Kind;

class CatalogueFolderTest {
    private static final String REGIONS =
            "provider,code,name,site_kind,tier,parent_region,city,country,us_state,lat,lon,status,kind,source,as_of\n";
    private static final String PRICES =
            "provider,region,accelerator,term,usd_per_accelerator_hour,host_included,kind,source,as_of\n";

    @TempDir
    private Path folder;

    @Test
    void a_file_of_the_folder_replaces_the_shipped_one_and_all_others_stay() throws IOException {
        write("regions/edge_pops.csv", """
                provider,code,city,country,lat,lon,kind,source,as_of
                mycdn,ZRH,Zürich,CH,47.46,8.55,PUBLISHED,own list,2026-11
                """);
        var catalogue = CatalogueReader.read(folder);
        var shipped = CatalogueReader.shipped();

        assertThat(catalogue.sites()).hasSize(296);
        assertThat(catalogue.index().site("mycdn/ZRH").provenance().source()).isEqualTo("own list");
        assertThat(catalogue.pools()).isEqualTo(shipped.pools());
        assertThat(catalogue.version()).isNotEqualTo(shipped.version());
    }

    @Test
    void a_price_of_the_folder_decides_pools_and_tiers() throws IOException {
        write("prices/accelerator_prices.csv", PRICES + """
                aws,eu-west-1,H200-141GB-SXM,on_demand,5.5,yes,MEASURED,contract 7,2026-10
                aws,eu-west-1,H200-141GB-SXM,reserved_1y,4.5,yes,MEASURED,contract 7,2026-10
                """);
        var catalogue = CatalogueReader.read(folder);
        var index = catalogue.index();

        assertThat(index.site("aws/eu-west-1").tier()).isEqualTo(SiteTier.CENTRAL);
        assertThat(index.site("aws/eu-central-1").tier()).isEqualTo(SiteTier.REGIONAL);
        assertThat(index.site("azure/eastus").gpuPresent()).isFalse();
        assertThat(index.pools("aws/eu-west-1"))
                .extracting(CapacityPool::id)
                .containsExactly("aws/eu-west-1|H200-141GB-SXM|ON_DEMAND", "aws/eu-west-1|H200-141GB-SXM|RESERVED_1Y");
        assertThat(index.pools("aws/us-east-1"))
                .hasSize(2)
                .allSatisfy(pool -> assertThat(
                                pool.usdPerAcceleratorHour().provenance().kind())
                        .isEqualTo(Kind.DERIVED));
    }

    @Test
    void a_tier_that_the_file_states_wins() throws IOException {
        write("regions/cloud_regions.csv", REGIONS + """
                aws,us-east-1,US East,region,edge,,Ashburn,US,VA,39.0437,-77.4875,ga,PUBLISHED,own,2026
                """);
        emptyEverythingThatNamesSites();
        assertThat(CatalogueReader.read(folder).index().site("aws/us-east-1").tier())
                .isEqualTo(SiteTier.EDGE);
    }

    @Test
    void an_assumption_of_the_folder_changes_only_itself() throws IOException {
        write("assumptions.csv", "key,value,source\nsizing.headroom,0.7,load test of May\n");
        var assumptions = CatalogueReader.read(folder).assumptions();

        assertThat(assumptions.value("sizing.headroom")).isEqualTo(0.7);
        assertThat(assumptions.get("sizing.headroom").figure().provenance().source())
                .isEqualTo("load test of May");
        assertThat(assumptions.all())
                .hasSameSizeAs(CatalogueReader.shippedAssumptions().all());
    }

    @Test
    void a_measured_round_trip_joins_the_published_ones() throws IOException {
        write("network/round_trips_own.csv", """
                from,to,round_trip_ms,kind,source,as_of
                aws/eu-central-1,aws/us-east-1,91.5,MEASURED,probe,2026-11-20
                """);
        assertThat(CatalogueReader.read(folder).roundTrips())
                .filteredOn(row -> row.provenance().kind() == Kind.MEASURED)
                .singleElement()
                .satisfies(row -> assertThat(row.p50Ms()).isEqualTo(91.5));
    }

    @Test
    void a_round_trip_may_begin_in_a_city() throws IOException {
        write("network/round_trips_own.csv", """
                from,to,round_trip_ms
                city/2867714,aws/eu-central-1,9.8
                """);
        assertThat(CatalogueReader.read(folder).roundTrips())
                .filteredOn(row -> row.from().equals("city/2867714"))
                .hasSize(1);

        write("network/round_trips_own.csv", "from,to,round_trip_ms\ncity/Munich,aws/eu-central-1,9.8\n");
        assertThat(onlyIssue().message()).contains("the city (city/Munich) is not in geo/cities.csv");
    }

    /** L12 of the product definition. */
    @Test
    void a_round_trip_below_the_fibre_floor_is_refused() throws IOException {
        write("network/round_trips_own.csv", "from,to,round_trip_ms\nazure/australiacentral,azure/northcentralus,26\n");
        var issue = onlyIssue();

        assertThat(issue.code()).isEqualTo("BELOW_FLOOR");
        assertThat(issue.text())
                .isEqualTo("network/round_trips_own.csv, line 2, column round_trip_ms: the round trip (26 ms) from"
                        + " azure/australiacentral to azure/northcentralus is below the fibre floor of 148.05 ms for"
                        + " 15115.1 km. Light in glass is not faster; maybe rows were shifted or the unit is seconds.");
    }

    @Test
    void a_country_that_does_not_exist_is_refused() throws IOException {
        write("regions/edge_pops.csv", "provider,code,city,country,lat,lon\nmycdn,ZRH,Zürich,UK,47.46,8.55\n");
        var issue = onlyIssue();

        assertThat(issue.code()).isEqualTo("COUNTRY_UNKNOWN");
        assertThat(issue.text())
                .startsWith("regions/edge_pops.csv, line 2, column country: the country (UK) is not known.")
                .contains("ISO 3166-1");
    }

    @Test
    void a_coordinate_off_the_earth_is_refused() throws IOException {
        write("regions/edge_pops.csv", "provider,code,city,country,lat,lon\nmycdn,SYD,Sydney,AU,151.2,-33.9\n");
        var issue = onlyIssue();

        assertThat(issue.code()).isEqualTo("COORDINATE_INVALID");
        assertThat(issue.message()).contains("the latitude (151.2)", "swapped");
    }

    /** The provider's own longitude of Spain Central has the wrong sign. */
    @Test
    void a_coordinate_in_another_country_is_refused() throws IOException {
        write("regions/edge_pops.csv", "provider,code,city,country,lat,lon\nmycdn,MAD,Madrid,ES,40.4259,33.4209\n");
        var issue = onlyIssue();

        assertThat(issue.code()).isEqualTo("COORDINATE_OUTSIDE_COUNTRY");
        assertThat(issue.message()).contains("is not in ES; the nearest city is", "TR", "sign");
    }

    @Test
    void a_negative_price_and_an_unknown_accelerator_are_reported_together() throws IOException {
        write("prices/accelerator_prices.csv", PRICES + """
                aws,us-east-1,H100-80GB-SXM,on_demand,-6.88,yes,PUBLISHED,x,2026
                aws,us-east-1,H100,on_demand,6.88,yes,PUBLISHED,x,2026
                aws,us-east-9,H100-80GB-SXM,on_demand,6.88,yes,PUBLISHED,x,2026
                aws,us-east-1,H100-80GB-SXM,per_hour,6.88,yes,PUBLISHED,x,2026
                aws,us-east-1,H100-80GB-SXM,on_demand,"6,88",yes,PUBLISHED,x,2026
                """);
        var issues = issues();

        assertThat(issues)
                .extracting(CatalogueIssue::code)
                .containsExactly(
                        "OUT_OF_RANGE", "ACCELERATOR_UNKNOWN", "SITE_UNKNOWN", "VALUE_UNKNOWN", "NUMBER_INVALID");
        assertThat(issues).extracting(CatalogueIssue::line).containsExactly(2L, 3L, 4L, 5L, 6L);
        assertThat(issues.getFirst().text())
                .isEqualTo("prices/accelerator_prices.csv, line 2, column usd_per_accelerator_hour: the value (-6.88)"
                        + " must not be negative. Correct it or leave it empty.");
        assertThat(issues.getLast().message()).contains("(6,88)", "decimal point");
    }

    @Test
    void a_missing_column_names_the_header_that_is_needed() throws IOException {
        write("prices/accelerator_prices.csv", "provider;region;accelerator\naws;us-east-1;H100-80GB-SXM\n");
        assertThat(issues()).allSatisfy(issue -> {
            assertThat(issue.code()).isEqualTo("COLUMN_MISSING");
            assertThat(issue.message()).contains("usd_per_accelerator_hour");
        });
    }

    @Test
    void a_file_that_is_not_text_is_refused() throws IOException {
        Files.createDirectories(folder.resolve("prices"));
        Files.write(folder.resolve("prices/token_prices.csv"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1, 2});
        assertThat(onlyIssue().code()).isEqualTo("FILE_UNREADABLE");
    }

    @Test
    void text_in_another_encoding_is_refused() throws IOException {
        Files.createDirectories(folder.resolve("regions"));
        Files.write(
                folder.resolve("regions/edge_pops.csv"),
                "provider,code,city,country,lat,lon\nmycdn,ZRH,Zürich,CH,47.46,8.55\n"
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(onlyIssue().message()).contains("UTF-8");
    }

    @Test
    void a_file_that_no_catalogue_has_is_refused() throws IOException {
        write("accelerator_prices.csv", PRICES);
        assertThat(onlyIssue().text())
                .startsWith("accelerator_prices.csv: the catalogue has no file of this name.")
                .contains("prices/accelerator_prices.csv");
    }

    @Test
    void a_folder_that_does_not_exist_or_holds_nothing_is_refused() {
        var missing =
                catchThrowableOfType(CatalogueException.class, () -> CatalogueReader.read(folder.resolve("nowhere")));
        assertThat(missing).hasMessageContaining("there is no such folder");
        assertThat(onlyIssue().message()).contains("holds none of the catalogue files");
    }

    @Test
    void an_unknown_assumption_is_refused() throws IOException {
        write("assumptions.csv", "key,value\nsizing.headrom,0.7\n");
        assertThat(onlyIssue().message()).contains("there is no assumption (sizing.headrom)");
    }

    private void emptyEverythingThatNamesSites() throws IOException {
        write("prices/accelerator_prices.csv", PRICES);
        write("prices/region_price_index.csv", "provider,region,index_kind,index\n");
        write(
                "prices/token_prices.csv",
                "vendor,model_id,model_name,usd_per_million_input,usd_per_million_output,region\n");
        write("prices/egress_prices.csv", "site,usd_per_gb\n");
        for (String cloud : List.of("azure", "gcp", "ibm")) {
            write("network/round_trips_" + cloud + ".csv", "from,to,round_trip_ms\n");
        }
    }

    private CatalogueIssue onlyIssue() {
        var issues = issues();
        assertThat(issues).hasSize(1);
        return issues.getFirst();
    }

    private List<CatalogueIssue> issues() {
        return catchThrowableOfType(CatalogueException.class, () -> CatalogueReader.read(folder))
                .issues();
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
