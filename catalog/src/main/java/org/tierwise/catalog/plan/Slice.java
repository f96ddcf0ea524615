package org.tierwise.catalog.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.taxonomy.LatencyTier;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.UserLocation;

/**
 * What is placed: a workload's demand from one location.
 *
 * @param id "externalId@location label"; just the external id and "@" for batch and training without a place
 * @param location missing for batch and training without a place
 * @param peakRps of this slice
 * @param modelId the model that it was planned with, given or assumed; missing for streams
 * @param budgetMs missing for batch and training
 * @param criticality 1 highest to 4
 * @param notes stand-ins used for missing facts: "MODEL_DEFAULTED: Llama-3.1-8B", for people
 */
public record Slice(
        String id,
        String externalId,
        String workloadName,
        WorkloadClass workloadClass,
        LatencyTier latencyTier,
        boolean interactive,
        @Nullable UserLocation location,
        double share,
        double peakRps,
        double avgRps,
        @Nullable String modelId,
        @Nullable Double budgetMs,
        int criticality,
        List<String> notes) {
    public Slice {
        notes = List.copyOf(notes);
    }

    /** "Manila PH", or "anywhere". */
    public String locationLabel() {
        return location == null ? "anywhere" : location.label();
    }
}
