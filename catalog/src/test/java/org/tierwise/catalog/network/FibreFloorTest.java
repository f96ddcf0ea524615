package org.tierwise.catalog.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.tierwise.catalog.geo.GeoPoint;

class FibreFloorTest {
    @Test
    void what_is_just_above_light_in_glass_is_let_in_and_what_is_just_below_is_not() {
        var frankfurt = new GeoPoint(50.11, 8.68);
        var ashburn = new GeoPoint(39.04, -77.49);
        double floor = FibreFloor.ms(frankfurt.kmTo(ashburn));
        assertThat(floor).isCloseTo(64.05, within(0.5));
        assertThat(FibreFloor.forbids(floor - 0.01, frankfurt, ashburn)).isTrue();
        assertThat(FibreFloor.forbids(floor + 0.01, frankfurt, ashburn)).isFalse();
        assertThat(FibreFloor.forbids(0.01, frankfurt, frankfurt)).isFalse();
    }
}
