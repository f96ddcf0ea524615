package org.tierwise.solver.latency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tierwise.catalog.workload.UserLocation;

/** Prints what a pair of location and site costs. The limit is wide, because the machine may be shared. */
@Tag("slow")
class LatencySpeedTest {
    private static final int LOCATIONS = 1000;

    @Test
    void a_thousand_locations_meet_every_site_within_seconds() {
        var world = new World();
        var sites = world.catalogue.sites();
        var locations = world.catalogue.gazetteer().cities().stream()
                .limit(LOCATIONS)
                .map(city -> new UserLocation(city.name(), city.country(), city.at()))
                .toList();
        double sum = 0;
        long nanosPerPair = 0;
        for (int round = 1; round <= 4; round++) {
            var model = world.withRows(world.catalogue.roundTrips());
            long start = System.nanoTime();
            for (var location : locations) {
                var from = model.from(location);
                for (var site : sites) {
                    sum += from.core(site).p95Ms();
                }
            }
            long nanos = System.nanoTime() - start;
            nanosPerPair = nanos / ((long) locations.size() * sites.size());
            System.out.printf(
                    "round %d: %,d locations × %,d sites in %,d ms, %d ns a pair%n",
                    round, locations.size(), sites.size(), nanos / 1_000_000, nanosPerPair);
        }
        assertThat(sum).isPositive();
        assertThat(nanosPerPair).isLessThan(5_000);
    }
}
