package org.tierwise.solver.tradeoff;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.pricing.Money;

/**
 * The best plan that was found for one price of a millisecond, and what was proven at that price.
 *
 * @param pricePerMs what a millisecond of predicted p95 costs a month in the objective, per request per second of peak
 * @param monthlyCost of the plan, without that price
 * @param latencyMilli predicted p95 × peak requests per second, summed over the placed slices that have a latency
 *     budget, in thousandths of ms × requests/s
 * @param peakRps peak requests per second of those slices
 * @param unplacedWeight weight of the demand that is not placed; points are comparable where it is equal
 * @param bound every plan that leaves no more unplaced has a cost plus {@code pricePerMs} × latency of at least this
 * @param gap distance of this plan's cost plus price × latency from the bound, as a part of the bound
 * @param plan number of the plan that is this point; missing if it was not kept, because another point is as good
 */
public record TradeoffPoint(
        Money pricePerMs,
        Money monthlyCost,
        long latencyMilli,
        double peakRps,
        int placed,
        int unplaced,
        long unplacedWeight,
        Money bound,
        double gap,
        @Nullable Integer plan) {
    /** Thousandths in one ms × request/s. */
    public static final double MILLI = 1_000;

    /** Mean predicted p95 in ms, weighted by peak requests per second; 0 if nothing is placed. */
    public double meanMs() {
        return peakRps == 0 ? 0 : latencyMilli / MILLI / peakRps;
    }

    /** The same, stored as a plan. */
    public TradeoffPoint keptAs(int number) {
        return new TradeoffPoint(
                pricePerMs, monthlyCost, latencyMilli, peakRps, placed, unplaced, unplacedWeight, bound, gap, number);
    }

    /** At least as good in everything, and better in something. */
    public boolean dominates(TradeoffPoint other) {
        boolean asGood = unplacedWeight <= other.unplacedWeight
                && monthlyCost.compareTo(other.monthlyCost) <= 0
                && latencyMilli <= other.latencyMilli;
        return unplacedWeight < other.unplacedWeight || (asGood && !isSameAs(other));
    }

    /** The same figures, though maybe at another price. */
    public boolean isSameAs(TradeoffPoint other) {
        return unplacedWeight == other.unplacedWeight
                && monthlyCost.equals(other.monthlyCost)
                && latencyMilli == other.latencyMilli;
    }
}
