package org.tierwise.solver.sizing;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.taxonomy.LatencyTier;
import org.tierwise.catalog.workload.BudgetMetric;

/**
 * One request to a language model, complete: what an inventory leaves out was filled in before.
 *
 * @param inputTokens tokens of the prompt, at least 0
 * @param outputTokens tokens of the answer, at least 0; throughput counts at least one
 * @param contextTokens longest context; at least {@code inputTokens} counts
 * @param sharedPrefix part of the prompt that is found in the prefix cache, 0 to 0.95
 * @param toolMs time in tools within the request
 * @param declaredP95Ms declared 95th percentile of processing; wins over the model
 * @param metric what the budget is measured on
 * @param tier step of the latency budget: a tight one costs throughput
 */
public record RequestShape(
        int inputTokens,
        int outputTokens,
        int contextTokens,
        double sharedPrefix,
        double toolMs,
        @Nullable Double declaredP95Ms,
        BudgetMetric metric,
        LatencyTier tier) {
    public RequestShape {
        if (inputTokens < 0 || outputTokens < 0 || contextTokens < 0) {
            throw new IllegalArgumentException("Tokens (" + inputTokens + " in, " + outputTokens + " out, "
                    + contextTokens + " context) must not be negative.");
        }
        if (!(sharedPrefix >= 0 && sharedPrefix <= 0.95)) {
            throw new IllegalArgumentException("The shared prefix (" + sharedPrefix + ") must be 0 to 0.95.");
        }
    }

    /** Tokens that the KV cache of one request may hold: the context and the answer. */
    long kvTokens() {
        return Math.max(1, (long) Math.max(contextTokens, inputTokens) + outputTokens);
    }

    /** Tokens in the context while the answer is written, for the time between two tokens. */
    long decodeTokens() {
        return Math.max(contextTokens, (long) inputTokens + outputTokens);
    }

    int answerTokens() {
        return Math.max(1, outputTokens);
    }
}
