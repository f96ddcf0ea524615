package org.tierwise.catalog.policy;

import java.util.Set;

/**
 * What a user may set an assumption to: wide enough for any real case, narrow enough that the models keep their sense
 * (no share above one, no division by zero, no route faster than light).
 *
 * @param whole true for counts
 */
public record AssumptionRange(double low, double high, boolean whole) {
    private static final Set<String> COUNTS = Set.of("accelerators", "hubs", "streams", "requests", "tokens");
    private static final double COUNT_MAX = 1e9;
    private static final double RATIO_MAX = 100;
    /** Smallest share; zero would divide by zero. */
    private static final double SHARE_MIN = 0.001;
    /** A number without a rule of its own may be this much smaller or larger than the shipped one. */
    private static final double FREE_FACTOR = 1_000;
    /** Light in glass, see FibreFloor: no route is faster. */
    private static final double MS_PER_KM_MIN = 0.00979478;

    /** The range of an assumption, by its key, unit and shipped value. */
    public static AssumptionRange of(Assumption shipped) {
        var key = shipped.key();
        double value = shipped.figure().value();
        if (key.equals("latency.msPerKm")) {
            return numbers(MS_PER_KM_MIN, 1);
        } else if (key.equals("sizing.roofline.scaleExponent")) {
            return numbers(-1, 0);
        } else if (key.endsWith("StartHour") || key.endsWith("EndHour")) {
            return new AssumptionRange(0, 23, true);
        } else if (COUNTS.contains(shipped.figure().unit())) {
            return new AssumptionRange(key.startsWith("own.") || key.startsWith("quota.") ? 0 : 1, COUNT_MAX, true);
        } else if (key.equals("cost.pueDefault")) {
            return numbers(1, 3);
        } else if (key.matches(".*[bB]and.*(Low|High)")) {
            return key.endsWith("Low") ? numbers(SHARE_MIN, 1) : numbers(1, RATIO_MAX);
        } else if (key.endsWith(".percentile")) {
            return numbers(0.5, 0.9999);
        } else if (shipped.figure().unit().startsWith("1")) {
            return ratio(key, value);
        }
        boolean mayBeZero = value == 0
                || key.startsWith("cost.")
                || key.startsWith("own.price")
                || key.startsWith("latency.aggregation");
        return numbers(mayBeZero ? 0 : value / FREE_FACTOR, value == 0 ? FREE_FACTOR : value * FREE_FACTOR);
    }

    /** Shares and yearly rates up to one; factors from one. Zero only where the shipped number is zero, or of a cost. */
    private static AssumptionRange ratio(String key, double value) {
        boolean factor = key.matches(".*(Factor\\w*|OverP50|OverServiceTime|peakOverAverage\\w+)")
                || key.startsWith("demand.peakMinute.")
                || key.endsWith("PathCost");
        if (value > 1 || factor && value == 1) {
            return numbers(1, RATIO_MAX);
        }
        return numbers(value == 0 || key.equals("cost.maintenanceRate") ? 0 : SHARE_MIN, 1);
    }

    private static AssumptionRange numbers(double low, double high) {
        return new AssumptionRange(low, high, false);
    }

    public boolean holds(double value) {
        return value >= low && value <= high && (!whole || value == Math.rint(value));
    }
}
