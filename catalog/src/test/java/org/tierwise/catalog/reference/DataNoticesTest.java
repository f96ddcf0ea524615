package org.tierwise.catalog.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DataNoticesTest {
    @Test
    void the_notices_that_the_data_ask_for_are_there() {
        var text = DataNotices.shipped().stream().map(DataNotice::toString).collect(Collectors.joining("\n"));
        assertThat(text)
                .contains("Contains GeoNames data", "Microsoft, CC BY 4.0", "Eurostat, CC BY 4.0")
                .contains("MLPerf Inference v5.1, Closed", "trademarks of MLCommons", "Splitwise", "Natural Earth")
                .contains("Ember (ember-energy.org), CC BY-SA 4.0", "TensorRT-LLM", "IBM Cloud docs");
    }

    @Test
    void every_file_of_facts_has_a_notice_and_every_notice_names_files_that_exist() {
        var files = DataNotices.shipped().stream()
                .flatMap(notice -> notice.files().stream())
                .collect(Collectors.toSet());
        assertThat(CatalogueTables.names()).containsAll(files);
        assertThat(CatalogueTables.names())
                .filteredOn(name -> !files.contains(name))
                .as("own work")
                .containsExactlyInAnyOrder(
                        "class_defaults.csv",
                        "files.csv",
                        "geo/city_aliases.csv",
                        "network/backbone_links.csv",
                        "network/landmass_countries.csv",
                        "network/round_trips_own.csv");
    }

    @Test
    void the_file_of_ember_keeps_its_notice_beside_it() {
        assertThat(DataNotices.class.getResource("/reference/energy/NOTICE-ember.txt"))
                .isNotNull();
    }
}
