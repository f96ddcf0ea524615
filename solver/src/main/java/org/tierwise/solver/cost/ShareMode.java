package org.tierwise.solver.cost;

import org.tierwise.catalog.policy.Assumptions;

/**
 * A contract that is known by its total alone. The shares take the total apart; they are never added on top. Both are
 * press figures, ASSUMED, and contradict what own hardware needs: show both.
 */
public final class ShareMode {
    private static final double MONTHS_PER_YEAR = 12;
    private final double energyShare;
    private final double maintenanceShare;

    public ShareMode(Assumptions assumptions) {
        energyShare = assumptions.value("cost.shareEnergy");
        maintenanceShare = assumptions.value("cost.shareMaintenance");
    }

    /** A contract taken apart: {@code energy + maintenance + rest = perYear}, all in USD. */
    public record Parts(double perYear, double perMonth, double energyPerYear, double maintenancePerYear) {
        public double restPerYear() {
            return perYear - energyPerYear - maintenancePerYear;
        }

        /** Calls a year that the energy pays for at a price of energy per call. */
        public double callsPerYear(double energyUsdPerCall) {
            return energyPerYear / energyUsdPerCall;
        }

        /** What a call costs altogether. */
        public double usdPerCall(double energyUsdPerCall) {
            return perYear / callsPerYear(energyUsdPerCall);
        }
    }

    public Parts takeApart(double totalUsd, double years) {
        double perYear = totalUsd / years;
        return new Parts(perYear, perYear / MONTHS_PER_YEAR, perYear * energyShare, perYear * maintenanceShare);
    }
}
