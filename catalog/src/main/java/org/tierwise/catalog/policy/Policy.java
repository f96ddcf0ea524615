package org.tierwise.catalog.policy;

import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.taxonomy.Thresholds;

/**
 * What a plan is asked to optimise.
 *
 * @param name "balanced", "lowest-cost" or "lowest-latency"
 * @param usdPerMsMonth what one millisecond of predicted p95 is worth a month, per request per second of peak load
 * @param longestCommitment ON_DEMAND, RESERVED_1Y or RESERVED_3Y: the longest promise that the plan may make
 * @param unplacedDemandFirst always true today: a plan that places more demand beats any cheaper one
 */
public record Policy(
        String name,
        double usdPerMsMonth,
        PurchaseTerm longestCommitment,
        Thresholds thresholds,
        boolean unplacedDemandFirst) {
    public static final Policy BALANCED =
            new Policy("balanced", 0.05, PurchaseTerm.ON_DEMAND, Thresholds.DEFAULT, true);
    public static final Policy LOWEST_COST =
            new Policy("lowest-cost", 0, PurchaseTerm.ON_DEMAND, Thresholds.DEFAULT, true);
    public static final Policy LOWEST_LATENCY =
            new Policy("lowest-latency", 50, PurchaseTerm.ON_DEMAND, Thresholds.DEFAULT, true);

    public Policy {
        if (usdPerMsMonth < 0) {
            throw new IllegalArgumentException(
                    "The price of a millisecond (" + usdPerMsMonth + ") must not be negative.");
        }
    }

    /** The same under another name, with another price of a millisecond. */
    public Policy priced(String other, double usdPerMs) {
        return new Policy(other, usdPerMs, longestCommitment, thresholds, unplacedDemandFirst);
    }
}
