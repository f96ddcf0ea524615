package org.tierwise.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemandLocationsTest {
    private final PlaceFinder places = ShippedImport.IMPORT.places();
    private final DemandLocations locations = new DemandLocations(places);

    private String read(String text) {
        var result = locations.read(text);
        assertThat(result.errors()).isEmpty();
        return result.points().stream()
                .map(point -> point.location().label() + ":" + Significant.format(point.share() * 100))
                .collect(Collectors.joining("; "));
    }

    private DemandLocations.Trouble trouble(String text) {
        var result = locations.read(text);
        assertThat(result.points()).isEmpty();
        assertThat(result.errors()).hasSize(1);
        return result.errors().getFirst();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '§', textBlock = """
            Berlin                                       § Berlin DE:100
            Manila: 60%; Cebu: 40%                       § Manila PH:60; Cebu City PH:40
            Cork 30%; Kraków 40%; Casablanca 30%         § Cork IE:30; Kraków PL:40; Casablanca MA:30
            Zaragoza, ES 40%; Monterrey 60%              § Zaragoza ES:40; Monterrey MX:60
            London (GB):20|Paris:80                      § London GB:20; Paris FR:80
            London, UK                                   § London GB:100
            Manila PH:60; Cebu City PH:40                § Manila PH:60; Cebu City PH:40
            krakow; KOLN; Lodz                           § Kraków PL:33.3333; Köln DE:33.3333; Łódź PL:33.3333
            Berlin:0.6; Madrid:0.4                       § Berlin DE:60; Madrid ES:40
            Berlin:50; Madrid:52                         § Berlin DE:49.0196; Madrid ES:50.9804
            München:30%; Munich:70%                      § Munich DE:100
            Berlin:100%; Madrid:0%                       § Berlin DE:100
            FRA                                          § Frankfurt DE:100
            DE                                           § Germany DE:100
            Polen                                        § Poland PL:100
            48.14,11.58                                  § 48.14,11.58:100
            48.14, 11.58: 40%; -33.9,18.4: 60%           § 48.14,11.58:40; -33.9,18.4:60
            48.14,11.58 DE                               § 48.14,11.58 DE:100
            Suzhou                                       § Suzhou CN:100
            """)
    void places_with_and_without_shares_are_read(String text, String expected) {
        assertThat(read(text).replace("Frankfurt am Main", "Frankfurt")).isEqualTo(expected);
    }

    @Test
    void a_name_in_several_countries_is_asked() {
        var trouble = trouble("Valencia");

        assertThat(trouble.code()).isEqualTo(IssueCode.LOCATION_AMBIGUOUS);
        assertThat(trouble.suggestion()).startsWith("Did you mean Valencia, ").contains("Valencia, ES");
        assertThat(read("Valencia, ES")).isEqualTo("Valencia ES:100");
    }

    @Test
    void a_misspelt_city_is_suggested() {
        assertThat(trouble("Krakwo").suggestion()).startsWith("Did you mean Kraków, PL");
        assertThat(trouble("Sttutgart").suggestion()).startsWith("Did you mean Stuttgart, DE");
        assertThat(trouble("Sttutgart, DE").suggestion()).isEqualTo("Did you mean Stuttgart, DE?");
        assertThat(trouble("Qqqxyzzy").suggestion()).contains("larger city nearby");
    }

    @Test
    void places_separated_by_commas_are_explained() {
        assertThat(trouble("Berlin, Madrid").suggestion()).isEqualTo("Separate places by semicolons: Berlin; Madrid");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', textBlock = """
            Berlin:60%; Madrid:60%    § add to 120
            Berlin:50%; Madrid:20%    § add to 70
            Berlin:50%; Madrid        § some places only
            Berlin:0.5%; Madrid:0.5%  § add to 1
            """)
    void shares_that_do_not_add_up_are_an_error(String text, String words) {
        assertThat(trouble(text).code()).isEqualTo(IssueCode.SHARE_SUM);
        assertThat(trouble(text).problem()).contains(words);
    }

    @Test
    void coordinates_off_the_earth_and_coordinates_in_another_country_are_noticed() {
        assertThat(trouble("91.0,11.5").code()).isEqualTo(IssueCode.LOCATION_NOT_FOUND);
        var swapped = ShippedImport.read("id,name,user_location\n1,a,\"48.14,11.58 FR\"\n");
        assertThat(swapped.rows().getFirst().result().issues())
                .extracting(Issue::code)
                .containsExactly(IssueCode.COORDINATE_COUNTRY_MISMATCH);
    }

    @Test
    void a_country_stands_for_its_centre_and_says_so() {
        var preview = ShippedImport.read("id,name,user_location\n1,a,Poland\n");

        assertThat(preview.rows().getFirst().result().issues())
                .extracting(Issue::code)
                .containsExactly(IssueCode.DEFAULT_APPLIED);
    }

    @Test
    void a_country_column_says_which_city_is_meant() {
        var preview = ShippedImport.read("id,name,city,country\n1,a,Valencia,ES\n2,b,Valencia,Venezuela\n3,c,,DE\n");

        assertThat(preview.workloads())
                .extracting(w -> w.demand().points().getFirst().location().label())
                .containsExactly("Valencia ES", "Valencia VE", "Germany DE");
    }

    @Test
    void demand_may_stand_in_one_column_per_place() {
        var preview = ShippedImport.read("id,name,demand_Berlin,demand_Madrid\n1,a,60,40\n2,b,,1\n3,c,50,20\n");

        assertThat(preview.workloads())
                .extracting(w -> w.demand().points().size())
                .containsExactly(2, 1);
        assertThat(preview.rejectedRows()
                        .getFirst()
                        .result()
                        .issues()
                        .getFirst()
                        .code())
                .isEqualTo(IssueCode.SHARE_SUM);
        assertThat(preview.columns().stream().filter(ColumnMapping::custom)).isEmpty();
    }

    @Test
    void repeated_rows_with_a_share_column_make_one_workload() {
        var preview = ShippedImport.read("""
                id,name,purpose,location,demand_share
                1,a,chat,Berlin,60
                2,b,chat,Paris,100
                1,a,chat,Madrid,40
                """);

        assertThat(preview.rejected()).isZero();
        assertThat(preview.rows()).hasSize(3);
        assertThat(preview.workloads()).extracting(w -> w.externalId()).containsExactly("1", "2");
        assertThat(preview.workloads().getFirst().demand().points())
                .extracting(point -> point.location().name() + Significant.format(point.share()))
                .containsExactly("Berlin0.6", "Madrid0.4");
    }
}
