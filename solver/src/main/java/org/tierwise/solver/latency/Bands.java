package org.tierwise.solver.latency;

import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.provenance.Kind;

/**
 * How far off a core round trip may be, as factors on its value. The modelled bands are the 10th and 90th percentile of
 * observed over modelled in three published tables; they hold 81 % of all their pairs.
 */
final class Bands {
    private static final String[] STEPS = {"Under20", "20To50", "50To100", "Over100"};
    private final double[] low = new double[STEPS.length];
    private final double[] high = new double[STEPS.length];
    private final double measuredLow;
    private final double measuredHigh;
    private final double publishedLow;
    private final double publishedHigh;

    Bands(Assumptions assumptions) {
        for (int i = 0; i < STEPS.length; i++) {
            low[i] = assumptions.value("latency.bandModelled" + STEPS[i] + "Low");
            high[i] = assumptions.value("latency.bandModelled" + STEPS[i] + "High");
        }
        measuredLow = assumptions.value("latency.bandMeasuredLow");
        measuredHigh = assumptions.value("latency.bandMeasuredHigh");
        publishedLow = assumptions.value("latency.bandPublishedLow");
        publishedHigh = assumptions.value("latency.bandPublishedHigh");
    }

    double low(Kind kind, double p50Ms) {
        return switch (kind) {
            case MEASURED -> measuredLow;
            case PUBLISHED -> publishedLow;
            case DERIVED, ASSUMED -> low[step(p50Ms)];
        };
    }

    double high(Kind kind, double p50Ms) {
        return switch (kind) {
            case MEASURED -> measuredHigh;
            case PUBLISHED -> publishedHigh;
            case DERIVED, ASSUMED -> high[step(p50Ms)];
        };
    }

    private static int step(double p50Ms) {
        return p50Ms < 20 ? 0 : p50Ms < 50 ? 1 : p50Ms < 100 ? 2 : 3;
    }
}
