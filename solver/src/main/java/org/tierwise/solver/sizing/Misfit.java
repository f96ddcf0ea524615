package org.tierwise.solver.sizing;

/**
 * Why a workload cannot be served by an accelerator type.
 *
 * @param value what it needs, in GiB for memory; 0 where there is no number
 * @param limit what there is, in the same unit
 * @param words the sentence with the numbers
 */
public record Misfit(Cause cause, double value, double limit, String words) implements Sizing {
    /** Stable codes. */
    public enum Cause {
        MEMORY,
        MODEL_SUPPORT,
        NEEDS_MEASUREMENT
    }
}
