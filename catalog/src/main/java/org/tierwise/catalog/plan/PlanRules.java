package org.tierwise.catalog.plan;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.policy.PlacementRules;

/**
 * The rules of a plan, and what they did.
 *
 * @param independence missing without a cap, or if it was not computed because the run was stopped
 */
public record PlanRules(PlacementRules asked, @Nullable Independence independence) {
    /** Placements and backups that the plan has somewhere else than its baseline had them; 0 without a baseline. */
    public int moves(PlacementPlan plan) {
        var baseline = asked.baseline();
        if (baseline == null) {
            return 0;
        }
        return (int) plan.assignment().entrySet().stream()
                .filter(entry ->
                        !entry.getValue().equals(baseline.assignment().getOrDefault(entry.getKey(), entry.getValue())))
                .count();
    }

    /** The option where the baseline had this slice, if it was another one; missing if it is new or stayed. */
    public @Nullable String movedFrom(Placement placement) {
        var baseline = asked.baseline();
        var before = baseline == null
                ? null
                : baseline.assignment().get(placement.slice().id());
        return before == null || before.equals(placement.at().optionId()) ? null : before;
    }
}
