package org.tierwise.solver.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.reference.CatalogueReader;

/** Product definition, section 2: D1. */
class PooledPeakTest {
    private final Assumptions assumptions = CatalogueReader.shippedAssumptions();
    private final GeoPoint london = new GeoPoint(51.5, 0);
    private final GeoPoint suva = new GeoPoint(-18.1, 180);

    @Test
    void d1_two_offices_twelve_hours_apart_peak_at_12_not_20() {
        assertThat(pooled(source(london, HourlyProfile.OFFICE), source(suva, HourlyProfile.OFFICE)))
                .isCloseTo(12, within(1e-9));
    }

    @Test
    void offices_of_one_city_peak_together() {
        assertThat(pooled(source(london, HourlyProfile.OFFICE), source(london, HourlyProfile.OFFICE)))
                .isCloseTo(20, within(1e-9));
    }

    @Test
    void flat_loads_add_up() {
        assertThat(pooled(source(london, HourlyProfile.FLAT), source(suva, HourlyProfile.FLAT)))
                .isCloseTo(20, within(1e-9));
    }

    private static PooledPeak.Source source(GeoPoint at, HourlyProfile profile) {
        return new PooledPeak.Source(at, 10, profile);
    }

    private double pooled(PooledPeak.Source... sources) {
        return PooledPeak.rps(List.of(sources), assumptions);
    }
}
