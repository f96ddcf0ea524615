package org.tierwise.solver.problem;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.Model;

/** What one call, or one run, asks of an accelerator, after stand-ins filled what the inventory leaves out. */
sealed interface Work {
    /**
     * Tokens of a model with open weights.
     *
     * @param declaredMs declared p95 of processing; it wins over the model's estimate
     */
    record Language(
            Model model,
            int input,
            int output,
            int context,
            double sharedPrefix,
            double toolMs,
            @Nullable Double declaredMs)
            implements Work {}

    /**
     * Tokens of a model that is sold as an API only.
     *
     * @param name by which its offers are found
     */
    record Closed(
            String name,
            int input,
            int output,
            int context,
            double sharedPrefix,
            double toolMs,
            @Nullable Double declaredMs)
            implements Work {}

    /**
     * Images, sensor values or scores without tokens.
     *
     * @param serviceMs time of one call on the reference accelerator
     * @param declaredP95Ms its p95, as declared
     */
    record Stream(double serviceMs, double declaredP95Ms) implements Work {}

    /** A stream whose time nobody has said. */
    record Unmeasured() implements Work {}

    /**
     * Training or fine-tuning.
     *
     * @param h100Hours accelerator-hours of one run on the reference H100
     * @param memoryFactor memory over that of the 16-bit weights
     * @param deadlineHours within which a run ends
     * @param runsPerMonth how often
     */
    record Tuning(Model model, double h100Hours, double memoryFactor, double deadlineHours, double runsPerMonth)
            implements Work {}
}
