package org.tierwise.solver.sizing;

import java.util.List;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.policy.Assumptions;

/** The peak of a pool that serves several places: their own peaks do not fall together. */
public final class PooledPeak {
    private PooledPeak() {}

    /** Load from one place; {@code peakRps} in requests per second. */
    public record Source(GeoPoint at, double peakRps, HourlyProfile profile) {}

    /** The largest sum of loads over the 24 hours of a day, in requests per second. */
    public static double rps(List<Source> sources, Assumptions assumptions) {
        double largest = 0;
        for (int hour = 0; hour < 24; hour++) {
            double sum = 0;
            for (var source : sources) {
                sum += source.peakRps() * source.profile().share(hour, source.at(), assumptions);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }
}
