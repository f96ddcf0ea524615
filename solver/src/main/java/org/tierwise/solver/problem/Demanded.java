package org.tierwise.solver.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.Slice;
import org.tierwise.catalog.taxonomy.Classification;
import org.tierwise.catalog.taxonomy.LatencyTier;
import org.tierwise.catalog.workload.BudgetMetric;
import org.tierwise.catalog.workload.Workload;

/**
 * A workload with its class, its work and its slices, before any site is looked at.
 *
 * @param blocked stable code if no slice of it can take part; missing otherwise
 */
record Demanded(
        Workload workload,
        Classification classification,
        Work work,
        List<Slice> slices,
        @Nullable String blocked,
        @Nullable String blockedReason) {
    /** The budget that counts; missing for batch and training. */
    @Nullable
    Double budgetMs() {
        return classification.latencyTier() == LatencyTier.NONE ? null : classification.budgetMs();
    }

    /** What the budget is measured on; for batch and training, which have none, the whole answer. */
    BudgetMetric metric() {
        var metric = classification.metric();
        return metric == null || budgetMs() == null ? BudgetMetric.E2E : metric;
    }
}
