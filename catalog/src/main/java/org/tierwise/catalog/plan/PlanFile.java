package org.tierwise.catalog.plan;

import org.jspecify.annotations.Nullable;

/**
 * A plan as a file says it, together with what the file says of itself.
 *
 * @param statedTotals the totals that the file states, and {@code trueTotals} those of its parts, in words
 * @param statedSeal the seal of the file; missing if it carries no certificate
 * @param trueSeal what the seal must be
 */
public record PlanFile(
        PlacementPlan plan,
        String statedTotals,
        String trueTotals,
        @Nullable String statedSeal,
        String trueSeal) {
    public boolean totalsHold() {
        return statedTotals.equals(trueTotals);
    }
}
