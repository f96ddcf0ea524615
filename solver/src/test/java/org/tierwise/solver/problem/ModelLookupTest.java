package org.tierwise.solver.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tierwise.catalog.capacity.ManagedOffer;
import org.tierwise.catalog.reference.CatalogueReader;
import org.tierwise.catalog.reference.ReferenceCatalogue;

class ModelLookupTest {
    private static final ReferenceCatalogue CATALOGUE = CatalogueReader.shipped();
    private final ModelLookup lookup = new ModelLookup(CATALOGUE.models(), CATALOGUE.offers());

    @Test
    void vendor_case_punctuation_and_instruct_do_not_count() {
        assertThat(lookup.find("llama 3.3 70b")).isEqualTo(lookup.find("meta-llama/Llama-3.3-70B-Instruct"));
        assertThat(lookup.find("Llama 3.1 8B")).isInstanceOf(ModelLookup.Open.class);
        assertThat(lookup.find("Mistral Small 3.2 24B")).isInstanceOf(ModelLookup.Open.class);
    }

    @Test
    void a_model_sold_as_an_api_is_found_by_its_offers() {
        assertThat(lookup.find("GPT-5 mini"))
                .isInstanceOfSatisfying(
                        ModelLookup.Closed.class,
                        closed -> assertThat(lookup.offers(closed.name(), 0))
                                .extracting(ManagedOffer::vendor)
                                .containsOnly("openai"));
    }

    @Test
    void an_open_model_is_also_sold_under_its_vendors_name() {
        assertThat(lookup.offers("openai/gpt-oss-120b", 0)).isNotEmpty();
        assertThat(lookup.offers("meta-llama/Llama-3.3-70B-Instruct", 0)).isNotEmpty();
    }

    @Test
    void a_vanished_model_has_its_vendors_next_as_successor() {
        assertThat(lookup.find("Claude 4.1 Haiku")).isInstanceOfSatisfying(ModelLookup.Closed.class, closed -> {
            assertThat(closed.successor()).isTrue();
            assertThat(closed.name()).isEqualTo("Claude 4.5 Haiku");
        });
    }

    @Test
    void an_unknown_name_comes_with_the_nearest_ones() {
        assertThat(lookup.find("Lama-3.3-70B"))
                .isInstanceOfSatisfying(
                        ModelLookup.Unknown.class,
                        unknown -> assertThat(unknown.nearest())
                                .isNotEmpty()
                                .first()
                                .asString()
                                .contains("Llama-3.3-70B"));
    }
}
