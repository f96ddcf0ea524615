package org.tierwise.catalog.capacity;

import org.tierwise.catalog.provenance.Provenance;

/**
 * A measured serving throughput at full load.
 *
 * @param modelId a model of the catalogue
 * @param precision "fp4", "fp8" or "bf16"
 * @param outputTokensPerSecond of all {@code accelerators} together
 */
public record ServingBenchmark(
        String modelId,
        String acceleratorId,
        int accelerators,
        String precision,
        int inputTokens,
        int outputTokens,
        double outputTokensPerSecond,
        Provenance provenance) {}
