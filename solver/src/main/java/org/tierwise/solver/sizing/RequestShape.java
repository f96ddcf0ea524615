package org.tierwise.solver.sizing;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.taxonomy.LatencyTier;
import org.tierwise.catalog.workload.BudgetMetric;

/**
 * One request to a language model, complete: what an inventory leaves out was filled in before.
 *
 * @param inputTokens tokens of the prompt, at least 0
 * @param outputTokens tokens of the answer, at least 0; throughput counts at least one
 * @param contextTokens longest context, the answer included; prompt and answer together count at least
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

    /** Tokens that one request may hold in the KV cache, and that are read for each token at its end. */
    long heldTokens() {
        return Math.max(1, Math.max(contextTokens, (long) inputTokens + outputTokens));
    }

    /** Throughput needs at least one token of an answer. */
    int answerTokens() {
        return Math.max(1, outputTokens);
    }
}
