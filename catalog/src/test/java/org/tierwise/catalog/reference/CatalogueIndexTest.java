package org.tierwise.catalog.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tierwise.catalog.capacity.Model;

class CatalogueIndexTest {
    private static final CatalogueIndex INDEX = CatalogueReader.shipped().index();

    @Test
    void a_model_is_found_by_the_name_that_people_write() {
        assertThat(INDEX.findModel("Llama 3.1 8B")).map(Model::id).contains("meta-llama/Meta-Llama-3.1-8B");
        assertThat(INDEX.findModel("llama-3.3-70b")).map(Model::id).contains("meta-llama/Llama-3.3-70B-Instruct");
        assertThat(INDEX.findModel("Mistral Small 3.2 24B")).map(Model::id).contains("mistralai/Mistral-Small-3.2-24B");
        assertThat(INDEX.findModel("Qwen3-Coder-480B-A35B"))
                .map(Model::id)
                .contains("Qwen/Qwen3-Coder-480B-A35B-Instruct");
        assertThat(INDEX.findModel("GPT-5 mini")).isEmpty();
    }

    @Test
    void every_model_is_found_by_its_own_id() {
        assertThat(CatalogueReader.shipped().models())
                .allSatisfy(model -> assertThat(INDEX.findModel(model.id())).contains(model));
    }

    @Test
    void an_unknown_id_is_named() {
        assertThatThrownBy(() -> INDEX.site("aws/eu-central-9")).hasMessageContaining("(aws/eu-central-9)");
        assertThat(INDEX.findSite("aws/eu-central-9")).isEmpty();
        assertThat(INDEX.findCountry("DE"))
                .hasValueSatisfying(country -> assertThat(country.continent()).isEqualTo("Europe"));
    }
}
