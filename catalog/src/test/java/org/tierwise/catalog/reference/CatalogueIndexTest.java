package org.tierwise.catalog.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CatalogueIndexTest {
    private static final CatalogueIndex INDEX = CatalogueReader.shipped().index();

    @Test
    void an_unknown_id_is_named() {
        assertThatThrownBy(() -> INDEX.site("aws/eu-central-9")).hasMessageContaining("(aws/eu-central-9)");
        assertThat(INDEX.findSite("aws/eu-central-9")).isEmpty();
        assertThat(INDEX.findCountry("DE"))
                .hasValueSatisfying(country -> assertThat(country.continent()).isEqualTo("Europe"));
    }
}
