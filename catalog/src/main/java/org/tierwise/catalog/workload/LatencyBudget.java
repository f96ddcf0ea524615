package org.tierwise.catalog.workload;

import org.jspecify.annotations.Nullable;

/**
 * What a workload may take, in milliseconds. Every part may be missing; a missing part is never guessed.
 *
 * @param totalMs the allowed maximum of the whole round, above 0
 * @param metric what it is measured on; missing means the default of the class
 * @param percentile 50, 90, 95 or 99
 * @param processingMs a second budget for processing alone
 * @param interTokenMs budget between two tokens (ITL, also known as TPOT)
 * @param deadlineSeconds until when the result must be there
 */
public record LatencyBudget(
        @Nullable Double totalMs,
        @Nullable BudgetMetric metric,
        int percentile,
        @Nullable Double processingMs,
        @Nullable Double interTokenMs,
        @Nullable Double deadlineSeconds) {
    public static final LatencyBudget NONE = new LatencyBudget(null, null, 95, null, null, null);
}
