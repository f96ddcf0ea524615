package org.tierwise.catalog.estate;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.taxonomy.LatencyTier;
import org.tierwise.catalog.taxonomy.Warning;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.WorkloadStatus;

/**
 * What a list shows of a workload.
 *
 * @param identity which one it is
 * @param rule R01 to R11
 * @param budgetMs after normalisation, as the class was decided; missing if there is none
 * @param firstLocation "Manila PH"; empty if there is none
 * @param locations number of demand points
 */
public record WorkloadRow(
        Identity identity,
        WorkloadStatus status,
        WorkloadClass workloadClass,
        String rule,
        LatencyTier latencyTier,
        boolean interactive,
        List<Warning> warnings,
        String owner,
        String businessUnit,
        String model,
        int criticality,
        @Nullable Double budgetMs,
        @Nullable Double peakRps,
        String firstLocation,
        int locations) {
    public WorkloadRow {
        warnings = List.copyOf(warnings);
    }

    /** Which workload, and which state of it. */
    public record Identity(long id, long version, String source, String externalId, String name, Instant updatedAt) {}
}
