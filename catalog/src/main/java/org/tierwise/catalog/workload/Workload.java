package org.tierwise.catalog.workload;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An AI workload as its owner states it. Nothing here is guessed: what is missing stays missing, and what stands in
 * for it is an assumption of the plan.
 *
 * @param externalId the owner's key, unique together with {@code source}
 * @param source which list it came from; empty for a form
 * @param parentId external id of the application that it is a part of
 * @param custom attributes that Tierwise does not know, kept as written, in the order of the file
 */
public record Workload(
        String externalId,
        String source,
        String name,
        String description,
        String owner,
        String businessUnit,
        String costCentre,
        List<String> tags,
        @Nullable String parentId,
        WorkloadStatus status,
        @Nullable Purpose purpose,
        @Nullable Waiting waiting,
        LatencyBudget budget,
        TokenProfile tokens,
        Demand demand,
        Runtime runtime,
        Constraints constraints,
        Map<String, String> custom) {
    public Workload {
        if (externalId.isBlank()) {
            throw new IllegalArgumentException("A workload needs an external id; workload (" + name + ") has none.");
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("Workload (" + externalId + ") needs a name.");
        }
        tags = List.copyOf(tags);
        custom = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(custom));
    }
}
