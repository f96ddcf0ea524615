package org.tierwise.catalog.workload;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much is asked for, from where. Rates are requests per second of the whole workload.
 *
 * @param users people who use it
 * @param callsPerUserDay calls of one person a day
 * @param growthPctYear growth in percent a year
 */
public record Demand(
        List<DemandPoint> points,
        @Nullable Double peakRps,
        @Nullable Double avgRps,
        @Nullable Double users,
        @Nullable Double callsPerUserDay,
        AccessProfile access,
        double growthPctYear) {
    public static final Demand NONE = new Demand(List.of(), null, null, null, null, AccessProfile.FIBRE, 0);

    public Demand {
        points = List.copyOf(points);
    }
}
