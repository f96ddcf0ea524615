package org.tierwise.catalog.capacity;

import org.tierwise.catalog.provenance.Provenance;

/**
 * A model with open weights.
 *
 * @param id the published name, such as "meta-llama/Llama-3.3-70B-Instruct"
 * @param paramsB parameters in 10^9
 * @param activeParamsB parameters used per token in 10^9; less than {@code paramsB} for a mixture of experts
 * @param kvBytesPerToken16 bytes of KV cache per token at 16 bit
 * @param maxContextTokens longest context; 0 if not published
 */
public record Model(
        String id,
        double paramsB,
        double activeParamsB,
        long kvBytesPerToken16,
        int maxContextTokens,
        boolean mixtureOfExperts,
        Provenance provenance) {}
