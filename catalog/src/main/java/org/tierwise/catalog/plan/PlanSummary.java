package org.tierwise.catalog.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.pricing.Money;

/**
 * What a list shows of a stored plan.
 *
 * @param number counts the plans of a workspace from 1
 * @param jobId the job that made it; missing if it was imported
 * @param sha256 of its canonical JSON
 * @param workloads distinct workloads with a slice in the plan, placed or not
 * @param placed slices placed
 * @param unplaced slices not placed
 * @param monthlyCost per month
 * @param lowerBound no such plan has a lower objective; missing if nothing was proven
 * @param objective what {@code lowerBound} is compared with; missing if nothing was proven
 * @param seal SHA-256 of the plan without its certificate; missing if it has none
 * @param inputSnapshot what it was solved from; missing if it was imported, or solved before inputs were kept
 * @param damaged true if this row is not what was stored: nothing of it may be shown but that it is damaged
 */
public record PlanSummary(
        long workspaceId,
        long id,
        int number,
        String title,
        String policy,
        Instant solvedAt,
        String createdBy,
        Instant createdAt,
        @Nullable Long jobId,
        String inputHash,
        String catalogueVersion,
        String sha256,
        int workloads,
        int placed,
        int unplaced,
        Money monthlyCost,
        @Nullable Money lowerBound,
        @Nullable Money objective,
        @Nullable String seal,
        @Nullable String inputSnapshot,
        boolean damaged) {}
