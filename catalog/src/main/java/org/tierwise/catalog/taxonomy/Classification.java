package org.tierwise.catalog.taxonomy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.workload.BudgetMetric;

/**
 * What the decision table says of a workload.
 *
 * @param rule R01 to R11
 * @param trace one sentence per rule tried, the last one fired, with the values that decided
 * @param evidence the short sentence for people: "budget 80 ms and camera stream"
 * @param interactive true if a human waits
 * @param budgetMs the budget after normalisation (a deadline under 60 s counts as one); missing if there is none
 * @param metric what the budget is measured on; missing without a budget
 * @param contextTokens context after normalisation; 0 if unknown
 * @param missing the fields without which it stays UNCLASSIFIED; empty otherwise
 */
public record Classification(
        WorkloadClass workloadClass,
        LatencyTier latencyTier,
        String rule,
        List<String> trace,
        String evidence,
        Set<SiteTier> eligibleTiers,
        Set<Warning> warnings,
        boolean interactive,
        @Nullable Double budgetMs,
        @Nullable BudgetMetric metric,
        int contextTokens,
        List<String> missing) {
    public Classification {
        trace = List.copyOf(trace);
        eligibleTiers = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(eligibleTiers));
        warnings = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(warnings));
        missing = List.copyOf(missing);
    }
}
