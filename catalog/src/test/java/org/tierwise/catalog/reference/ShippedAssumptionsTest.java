package org.tierwise.catalog.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.AccessProfile;

class ShippedAssumptionsTest {
    @Test
    void each_has_label_unit_and_source() {
        assertThat(CatalogueReader.shippedAssumptions().all())
                .hasSizeGreaterThan(200)
                .allSatisfy(assumption -> {
                    assertThat(assumption.label()).isNotBlank();
                    assertThat(assumption.figure().unit()).isNotBlank();
                    assertThat(assumption.figure().provenance().source()).isNotBlank();
                });
    }

    @Test
    void each_access_profile_has_a_median_below_its_95th_percentile() {
        var assumptions = CatalogueReader.shippedAssumptions();
        for (var profile : AccessProfile.values()) {
            String[] words = profile.name().toLowerCase(Locale.ROOT).split("_", -1);
            String key = "access." + words[0]
                    + (words.length > 1
                            ? words[1].substring(0, 1).toUpperCase(Locale.ROOT) + words[1].substring(1)
                            : "");
            assertThat(assumptions.value(key + ".p50Ms"))
                    .as(key)
                    .isPositive()
                    .isLessThan(assumptions.value(key + ".p95Ms"));
        }
        assertThat(assumptions.value("access.fiveG.p95Ms")).isEqualTo(45);
        assertThat(assumptions.value("access.cableDsl.p95Ms")).isEqualTo(25);
    }

    /** k follows from the speed of light, see the source in the file. */
    @Test
    void the_round_trip_per_km_agrees_with_its_formula() {
        var perKm = CatalogueReader.shippedAssumptions().get("latency.msPerKm").figure();
        assertThat(perKm.value()).isCloseTo(2_000 / (299_792.458 * 0.67), within(1e-8));
        assertThat(perKm.provenance().kind()).isEqualTo(Kind.DERIVED);
    }

    @Test
    void press_figures_are_never_more_than_assumed() {
        assertThat(CatalogueReader.shippedAssumptions().all())
                .filteredOn(
                        assumption -> assumption.figure().provenance().source().contains("press"))
                .isNotEmpty()
                .allSatisfy(assumption ->
                        assertThat(assumption.figure().provenance().kind()).isEqualTo(Kind.ASSUMED));
    }

    @Test
    void every_class_but_unclassified_has_a_default_model() {
        var classes = EnumSet.allOf(WorkloadClass.class);
        classes.remove(WorkloadClass.UNCLASSIFIED);
        assertThat(CatalogueReader.shippedClassDefaults().keySet()).isEqualTo(classes);
        assertThat(CatalogueReader.shippedClassDefaults().entrySet())
                .filteredOn(entry -> entry.getKey() == WorkloadClass.CODE_COMPLETION)
                .extracting(entry -> entry.getValue().modelId())
                .containsExactly("Qwen/Qwen2.5-Coder-32B");
    }
}
