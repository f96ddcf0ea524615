package org.tierwise.catalog.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.taxonomy.Verdict;

/**
 * A slice and where it runs.
 *
 * @param accelerators accelerators that serve this slice. Slices of one workload at one pool share whole replicas;
 *     each is given its part by load, in hundredths, so that the parts add up to the whole number bought
 * @param cost parts in whole cents; they add up to the slice's cost at its own place
 * @param minimumTier the farthest tier with an option that meets the budget; missing if that is not known
 * @param reason one sentence for people
 * @param alternatives feasible ones first, cheapest first, then the most instructive ruled-out ones
 * @param backup its second place, or why it has none; missing if it asks for none
 */
public record Placement(
        Slice slice,
        PlacedAt at,
        LatencyStack latency,
        double replicas,
        double accelerators,
        List<CostPart> cost,
        Verdict verdict,
        @Nullable SiteTier minimumTier,
        String reason,
        List<Alternative> alternatives,
        @Nullable Backup backup) {
    public Placement {
        cost = List.copyOf(cost);
        alternatives = List.copyOf(alternatives);
    }

    /** Without a backup. */
    public Placement(
            Slice slice,
            PlacedAt at,
            LatencyStack latency,
            double replicas,
            double accelerators,
            List<CostPart> cost,
            Verdict verdict,
            @Nullable SiteTier minimumTier,
            String reason,
            List<Alternative> alternatives) {
        this(slice, at, latency, replicas, accelerators, cost, verdict, minimumTier, reason, alternatives, null);
    }

    /** Per month, with its backup. */
    public Money monthlyCost() {
        return backup == null ? ownMonthlyCost() : ownMonthlyCost().plus(backup.monthlyCost());
    }

    /** Per month at its own place: the sum of {@code cost}. */
    public Money ownMonthlyCost() {
        return cost.stream().map(CostPart::amount).reduce(Money.ZERO, Money::plus);
    }

    /** Its own place first, then that of its backup. */
    public List<PlaceCost> places() {
        var own = new PlaceCost(at, ownMonthlyCost());
        return backup == null || backup.at() == null
                ? List.of(own)
                : List.of(own, new PlaceCost(backup.at(), backup.monthlyCost()));
    }
}
