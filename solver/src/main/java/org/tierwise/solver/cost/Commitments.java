package org.tierwise.solver.cost;

/** Promises to buy: capacity that is paid whether used or not, and spend that is owed whether spent or not. */
public final class Commitments {
    private Commitments() {}

    /**
     * A month under a commitment.
     *
     * @param totalUsd all that is paid
     * @param strandedUsd part of it that buys nothing
     */
    public record Month(double totalUsd, double strandedUsd) {}

    /**
     * Committed accelerators: all are paid at the reserved price; those above are paid on demand.
     *
     * @param hours hours of the month, 730
     */
    public static Month accelerators(
            double committed, double used, double reservedUsdPerHour, double onDemandUsdPerHour, double hours) {
        double unused = Math.max(0, committed - used);
        double above = Math.max(0, used - committed);
        return new Month(
                (committed * reservedUsdPerHour + above * onDemandUsdPerHour) * hours,
                unused * reservedUsdPerHour * hours);
    }

    /**
     * A promised spend: what is missing to the minimum is charged at the penalty rate.
     *
     * @param penaltyRate 1 where the whole shortfall is owed
     */
    public static Month spend(double minimumUsd, double eligibleUsd, double penaltyRate) {
        double shortfall = Math.max(0, minimumUsd - eligibleUsd) * penaltyRate;
        return new Month(eligibleUsd + shortfall, shortfall);
    }
}
