package org.tierwise.catalog.workload;

import org.jspecify.annotations.Nullable;

/**
 * How one call is computed and what travels.
 *
 * @param model the model's name as written; missing for workloads that have none
 * @param processingMs declared 95th percentile of processing time
 * @param toolMs time in tools and other CPU work within a call, part of processing
 * @param payloadInBytes request size
 * @param payloadOutBytes response size
 */
public record Runtime(
        @Nullable String model,
        @Nullable Double modelSizeB,
        @Nullable Double gpuMemoryGb,
        @Nullable Double processingMs,
        double toolMs,
        @Nullable Double payloadInBytes,
        @Nullable Double payloadOutBytes) {
    public static final Runtime NONE = new Runtime(null, null, null, null, 0, null, null);
}
