package org.tierwise.solver.cost;

import org.tierwise.catalog.policy.Assumptions;

/**
 * A watch on a figure: fires when it has risen by a share over its baseline, once for each time that it gets there.
 *
 * @param riseShare 0.10 for ten percent
 */
public record Trigger(String name, double riseShare) {
    /** Lets 110.0 over 100.0 count as ten percent in floating point. */
    private static final double ROUNDING = 1e-9;

    public static Trigger energyPerInference(Assumptions assumptions) {
        return new Trigger("energy per inference", assumptions.value("trigger.energyPerInferenceRise"));
    }

    public static Trigger meanLatency(Assumptions assumptions) {
        return new Trigger("mean latency", assumptions.value("trigger.meanLatencyRise"));
    }

    /** Whether the step from one sample to the next reaches the limit. */
    public boolean fires(double baseline, double before, double now) {
        return reached(baseline, now) && !reached(baseline, before);
    }

    private boolean reached(double baseline, double value) {
        return value >= baseline * (1 + riseShare) * (1 - ROUNDING);
    }
}
