package org.tierwise.catalog.taxonomy;

/**
 * The limits of the decision table, in milliseconds, seconds and tokens. Data, not constants: a policy may change
 * them and see which workloads move.
 */
public record Thresholds(
        double controlMs,
        double videoMs,
        double completionMs,
        double conversationMs,
        double batchBudgetMs,
        double batchDeadlineSeconds,
        int largeContextTokens) {
    public static final Thresholds DEFAULT = new Thresholds(50, 100, 200, 500, 60_000, 60, 32_768);
}
