package org.tierwise.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tierwise.catalog.workload.Purpose;
import org.tierwise.catalog.workload.Waiting;

class NamesTest {
    private final Residency residency = new Residency(ShippedImport.CATALOGUE.gazetteer());

    @ParameterizedTest
    @CsvSource({
        "Kraków,krakow",
        "Łódź,lodz",
        "Straße,strasse",
        "København,kobenhavn",
        "Đà Nẵng,da nang",
        "'  A&B  c ',a b c",
        "Ærø,aero",
        "東京,東京",
        "İzmir,izmir"
    })
    void names_are_compared_without_accents_case_and_punctuation(String name, String normal) {
        assertThat(Words.normal(name)).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource({"-", "--", "n/a", "N/A", "na", "none", "NULL", "TBD", "tbc", "Unknown", "?", "k. A.", "offen", "' '"})
    void words_for_no_value_are_blank(String cell) {
        assertThat(Words.isBlank(cell)).isTrue();
        assertThat(Words.isBlank("none of these")).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Llama 3.1 8B,meta-llama/Meta-Llama-3.1-8B",
        "meta-llama/Meta-Llama-3.1-8B,meta-llama/Meta-Llama-3.1-8B",
        "Llama-3.3-70B,meta-llama/Llama-3.3-70B-Instruct",
        "Mistral Small 3.2 24B,mistralai/Mistral-Small-3.2-24B",
        "google/gemma-2-9b,google/gemma-2-9b",
        "Qwen 2.5 Coder 32B Instruct,Qwen/Qwen2.5-Coder-32B",
        "OpenAI gpt-oss-120b,openai/gpt-oss-120b",
        "Llama-4-Scout-17B-16E,meta-llama/Llama-4-Scout-17B-16E-Instruct",
    })
    void open_models_are_found_by_loosely_written_names(String name, String id) {
        assertThat(ShippedImport.MODELS
                        .find(name)
                        .orElseThrow()
                        .model()
                        .orElseThrow()
                        .id())
                .isEqualTo(id);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "GPT-5 mini,openai",
        "GLM 4.7,aws-bedrock",
        "Claude Sonnet 5,anthropic",
        "Claude 4.5 Haiku,anthropic",
        "claude haiku 4.5,anthropic"
    })
    void closed_models_are_found_among_the_offers(String name, String vendor) {
        var match = ShippedImport.MODELS.find(name).orElseThrow();

        assertThat(match.model()).isEmpty();
        assertThat(match.offers()).anyMatch(offer -> offer.vendor().equals(vendor));
    }

    @Test
    void every_open_model_is_found_by_its_own_id() {
        assertThat(ShippedImport.CATALOGUE.models())
                .allSatisfy(model -> assertThat(ShippedImport.MODELS
                                .find(model.id())
                                .orElseThrow()
                                .model())
                        .contains(model));
    }

    @Test
    void a_missing_place_is_a_warning_where_one_is_needed() {
        var rows = ShippedImport.read("""
                        id,name,purpose,latency_budget,status,location
                        1,a,service,200 ms,active,
                        2,b,service,200 ms,active,Berlin
                        3,c,service,200 ms,retired,
                        4,d,batch,,active,
                        5,e,service,,active,
                        """).rows();
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.result().issues().stream()
                                .anyMatch(issue -> issue.code() == IssueCode.LOCATION_MISSING))
                        .isEqualTo(row.externalId().equals("1")));
        assertThat(rows.getFirst().result().issues().getFirst())
                .returns(2, Issue::line)
                .returns("location", Issue::header)
                .returns("Write a city with its country, such as Berlin, DE.", Issue::suggestion);
    }

    @Test
    void an_unknown_model_is_kept_as_text_with_the_nearest_names() {
        assertThat(ShippedImport.MODELS.find("Lama 3.1 8B")).isEmpty();
        assertThat(ShippedImport.MODELS.nearest("Lama 3.1 8B").getFirst()).containsIgnoringCase("Llama-3.1-8B");
        assertThat(ShippedImport.MODELS.find("7B")).isEmpty();
        var row =
                ShippedImport.read("id,name,model\n1,a,HomeGrown 9000\n").rows().getFirst();
        assertThat(row.result().issues()).extracting(Issue::code).containsExactly(IssueCode.MODEL_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', textBlock = """
            DE only        § DE
            nur DE         § DE
            EU;CH          § 28
            DE, FR / NL    § DE,FR,NL
            VN|SG          § VN,SG
            US CA          § US,CA
            """)
    void residency_is_a_list_of_countries_and_blocs(String text, String expected) {
        var result = residency.read(text);

        assertThat(result.unknown()).isEmpty();
        if (Character.isDigit(expected.charAt(0))) {
            assertThat(result.countries()).hasSize(Integer.parseInt(expected));
        } else {
            assertThat(result.countries()).containsExactly(expected.split(","));
        }
        assertThat(residency.read("EU;ZZ").unknown()).containsExactly("ZZ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', textBlock = """
            AWS eu-central-1      § CLOUD       § aws    § eu-central-1
            Azure West Europe     § CLOUD       § azure  § West Europe
            Google Cloud us-east1 § CLOUD       § gcp    § us-east1
            On-prem Stuttgart     § ON_PREMISES § own    § Stuttgart
            On-Prem Köln          § ON_PREMISES § own    § Köln
            own/zaragoza-es       § ON_PREMISES § own    § zaragoza, es
            OpenAI API            § API         § openai § ''
            Akamai de-fra-2       § EDGE        § akamai § de-fra-2
            """)
    void hosting_is_recognised(String text, Hosting.Kind kind, String provider, String place) {
        assertThat(Hosting.of(text)).contains(new Hosting(kind, provider, place));
        assertThat(Hosting.of("the blue rack")).isEmpty();
    }

    @Test
    void a_yes_or_no_column_says_who_waits() {
        var preview = ShippedImport.read("""
                id,name,user waiting,latency_budget,deadline
                1,a,yes,,
                2,b,no,200 ms,
                3,c,no,,30 s
                4,d,nein,,8 h
                """);

        assertThat(preview.workloads())
                .extracting(w -> w.waiting())
                .containsExactly(Waiting.HUMAN, Waiting.MACHINE, Waiting.MACHINE, Waiting.NOBODY);
    }

    @Test
    void words_of_lists_are_known_in_english_and_german_and_by_their_own_name() {
        assertThat(WordLists.SHIPPED.purpose("fine tuning")).contains(Purpose.FINE_TUNING);
        assertThat(WordLists.SHIPPED.purpose("Document Q&A")).contains(Purpose.INTERACTIVE);
        assertThat(WordLists.SHIPPED.purpose("Stapelverarbeitung")).contains(Purpose.BATCH);
        assertThat(WordLists.SHIPPED.purpose("Chat-bot")).contains(Purpose.INTERACTIVE);
        assertThat(WordLists.SHIPPED.purpose("Blockchain")).isEmpty();
        assertThat(WordLists.SHIPPED.criticality("1 - most critical")).contains(1);
        assertThat(WordLists.SHIPPED.access("Campus-5G").orElseThrow().label()).isEqualTo("5G");
    }

    @Test
    void a_proposed_class_that_differs_is_a_warning_and_overrides_nothing() {
        var preview =
                ShippedImport.read("id,name,purpose,latency_budget,workload_class\n1,a,chat,500 ms,code completion\n");

        assertThat(preview.rows().getFirst().result().issues())
                .extracting(Issue::code)
                .containsExactly(IssueCode.CLASS_DIFFERS, IssueCode.LOCATION_MISSING);
    }

    @Test
    void unknown_columns_are_kept_and_a_missing_average_is_said_to_be_derived() {
        var preview = ShippedImport.read(
                "id,name,purpose,latency_budget,requests per day,Colour\n1,a,chat,500 ms,86400,blue\n");

        assertThat(preview.workloads().getFirst().custom()).containsExactly(java.util.Map.entry("Colour", "blue"));
        assertThat(preview.workloads().getFirst().demand().avgRps()).isEqualTo(1);
        assertThat(preview.rows().getFirst().result().issues())
                .extracting(Issue::code)
                .containsExactly(IssueCode.PEAK_DERIVED, IssueCode.LOCATION_MISSING);
    }
}
