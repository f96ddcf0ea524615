package org.tierwise.web.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThirdPartyTest {
    private static final String BILL = """
            {"components": [
              {"group": "org.tierwise", "name": "tierwise-catalog", "version": "1"},
              {"group": "b", "name": "choice", "version": "2",
               "licenses": [{"license": {"id": "LGPL-2.1-only"}}, {"license": {"id": "EPL-2.0"}}],
               "externalReferences": [{"type": "vcs", "url": "git:x"}, {"type": "website", "url": "https://b.example"}]},
              {"group": "a", "name": "viral", "version": "1", "licenses": [{"license": {"id": "AGPL-3.0-only"}}]},
              {"group": "a", "name": "odd", "version": "1", "licenses": [{"license": {"name": "Do as I say"}}]},
              {"group": "c", "name": "words", "version": "1",
               "licenses": [{"license": {"name": "Apache License, version 2.0"}}]},
              {"group": "a", "name": "silent", "version": "1"}
            ]}
            """;

    @Test
    void a_licence_that_is_not_on_the_list_is_refused_by_name() {
        assertThat(ThirdParty.refused(ThirdParty.libraries(BILL)))
                .containsExactly("a:odd (Do as I say)", "a:silent (no licence stated)", "a:viral (AGPL-3.0-only)");
    }

    @Test
    void the_report_names_what_is_shipped_but_not_ourselves() {
        var libraries = ThirdParty.libraries(BILL);
        assertThat(libraries).extracting(ThirdParty.Library::name).doesNotContain("org.tierwise:tierwise-catalog");
        assertThat(libraries.getLast().licences()).containsExactly("Apache-2.0");
        assertThat(libraries.get(libraries.size() - 2).line())
                .isEqualTo("b:choice 2\n    LGPL-2.1-only or EPL-2.0\n    https://b.example\n");
    }
}
