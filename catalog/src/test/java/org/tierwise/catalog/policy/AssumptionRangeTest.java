package org.tierwise.catalog.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tierwise.catalog.reference.CatalogueReader;

class AssumptionRangeTest {
    private final Assumptions shipped = CatalogueReader.shipped().assumptions();

    private AssumptionRange of(String key) {
        return AssumptionRange.of(shipped.get(key));
    }

    @Test
    void every_shipped_number_is_in_its_own_range() {
        assertThat(shipped.all())
                .allSatisfy(assumption -> assertThat(AssumptionRange.of(assumption)
                                .holds(assumption.figure().value()))
                        .as(assumption.key())
                        .isTrue());
    }

    @Test
    void what_would_break_a_model_is_out_of_range() {
        assertThat(of("sizing.memoryUtilisation").holds(1.01)).isFalse();
        assertThat(of("sizing.headroom").holds(0)).isFalse();
        assertThat(of("own.amortisationMonths").holds(0)).isFalse();
        assertThat(of("latency.msPerKm").holds(0.0097)).isFalse();
        assertThat(of("latency.p95OverP50").holds(0.99)).isFalse();
        assertThat(of("cost.pueDefault").holds(0.9)).isFalse();
        assertThat(of("own.quantityL4").holds(2.5)).isFalse();
        assertThat(of("own.quantityL4").holds(0)).isTrue();
        assertThat(of("cost.maintenanceRate").holds(0)).isTrue();
    }
}
