package org.tierwise.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tierwise.catalog.inventory.ColumnMapping.Match;

class HeaderMatcherTest {
    private final HeaderMatcher matcher = new HeaderMatcher();

    private ColumnMapping one(String header) {
        return matcher.map(List.of(header), Map.of()).getFirst();
    }

    @Test
    void a_header_belongs_to_one_column_only() {
        var owner = new HashMap<String, Field>();
        for (var field : Field.values()) {
            for (var header : field.headers()) {
                assertThat(owner.put(header, field)).as(header).isNull();
            }
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(quoteCharacter = '"', textBlock = """
            Max response time (p95),        LATENCY_BUDGET,       ""
            p95 latency [ms],               LATENCY_BUDGET,       ms
            latency_budget_s,               LATENCY_BUDGET,       s
            externalId,                     EXTERNAL_ID,          ""
            SYS_ID,                         EXTERNAL_ID,          ""
            "Spitzenlast (Anfragen/s)",     PEAK_RPS,             Anfragen/s
            Peak load [rpm],                PEAK_RPS,             rpm
            "Peak load (requests/day)",     PEAK_RPS,             requests/day
            Context window [k tokens],      CONTEXT_TOKENS,       k tokens
            "Outage cost per hour (GBP)",   OUTAGE_COST_PER_HOUR, GBP
            Interactive (Y/N),              USER_WAITING,         ""
            Application (name),             NAME,                 ""
            Verfügbarkeit %,                AVAILABILITY_TARGET,  %
            Wer wartet?,                    WAITING,              ""
            Geschaftsbereich,               BUSINESS_UNIT,        ""
            Max. Antwortzeit (p95),         LATENCY_BUDGET,       ""
            Hosting (today),                CURRENT_SITE,         ""
            """)
    void known_headers_are_taken_with_their_unit(String header, Field field, String unit) {
        var mapping = one(header);

        assertThat(mapping.field()).isEqualTo(field);
        assertThat(mapping.match()).isEqualTo(Match.EXACT);
        assertThat(mapping.unit()).isEqualTo(unit);
    }

    @Test
    void a_near_header_is_suggested_and_a_less_near_one_is_asked() {
        assertThat(one("Data residencys"))
                .returns(Field.DATA_RESIDENCY, ColumnMapping::field)
                .returns(Match.SUGGESTED, ColumnMapping::match);
        var asked = one("Data residence rule");
        assertThat(asked).returns(null, ColumnMapping::field).returns(Match.ASK, ColumnMapping::match);
        assertThat(asked.candidate()).isEqualTo(Field.DATA_RESIDENCY);
        assertThat(one("Last reviewed").match()).isEqualTo(Match.UNMAPPED);
    }

    @ParameterizedTest
    @CsvSource({"tier", "Site", "REGION", "Type"})
    void headers_that_mean_too_many_things_are_never_taken_by_themselves(String header) {
        assertThat(one(header)).returns(null, ColumnMapping::field).returns(Match.ASK, ColumnMapping::match);
    }

    @Test
    void the_better_match_gets_the_column_and_the_other_one_is_asked() {
        var mappings = matcher.map(List.of("Max latencys", "latency", "name"), Map.of());

        assertThat(mappings.get(1).field()).isEqualTo(Field.LATENCY_BUDGET);
        assertThat(mappings.get(0).field()).isNull();
        assertThat(mappings.get(0).match()).isEqualTo(Match.ASK);
    }

    @Test
    void blank_and_repeated_headers_get_the_name_of_their_position() {
        assertThat(matcher.map(List.of("name", "", "Name", "_row"), Map.of()))
                .extracting(ColumnMapping::header, ColumnMapping::match)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("name", Match.EXACT),
                        org.assertj.core.groups.Tuple.tuple("column_2", Match.UNMAPPED),
                        org.assertj.core.groups.Tuple.tuple("column_3", Match.UNMAPPED),
                        org.assertj.core.groups.Tuple.tuple("_row", Match.IGNORED));
    }

    @Test
    void the_choice_of_the_user_counts_before_any_match() {
        var mappings = matcher.map(List.of("Region", "name"), Map.of("Region", "user_location", "name", ""));

        assertThat(mappings.get(0))
                .returns(Field.USER_LOCATION, ColumnMapping::field)
                .returns(Match.CHOSEN, ColumnMapping::match);
        assertThat(mappings.get(1).field()).isNull();
    }
}
