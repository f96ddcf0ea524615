package org.tierwise.solver.run;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.job.Job;
import org.tierwise.catalog.plan.PlanSummary;

/**
 * A run as it stands now.
 *
 * @param progress missing before it begins
 * @param plan what came out of it; missing before it is done
 */
public record SolveRun(
        Job job,
        SolveInput input,
        @Nullable SolveProgress progress,
        @Nullable PlanSummary plan) {}
