package org.tierwise.catalog.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.pricing.Money;

/**
 * The second place of a placement, in another failure domain: whole replicas are reserved there, shared with the rest
 * of its workload, and no traffic is paid for until it is needed.
 *
 * @param asked why the slice needs one, as a sentence
 * @param at missing if there is none
 * @param p95Ms predicted p95 there; missing if there is none
 * @param replicas reserved, in the same parts as those of a placement
 * @param cost of the reserve, in whole cents
 * @param reason why there is none, as a sentence; empty if there is one
 */
public record Backup(
        String asked,
        @Nullable PlacedAt at,
        @Nullable Double p95Ms,
        double replicas,
        double accelerators,
        List<CostPart> cost,
        String reason) {
    /** What the slice of a backup has after the id of the one that it stands in for. */
    public static final String SUFFIX = "#backup";

    public Backup {
        cost = List.copyOf(cost);
    }

    /** None could be had. */
    public static Backup missing(String asked, String reason) {
        return new Backup(asked, null, null, 0, 0, List.of(), reason);
    }

    /** Per month. */
    public Money monthlyCost() {
        return cost.stream().map(CostPart::amount).reduce(Money.ZERO, Money::plus);
    }
}
