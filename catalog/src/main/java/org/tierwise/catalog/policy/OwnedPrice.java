package org.tierwise.catalog.policy;

/**
 * The hourly price of own hardware: {@code (capex ÷ months × cost of capital + capex × maintenance a year ÷ 12) ÷ hours
 * of a month}. Source: product definition, sections 6 and 10.
 */
public final class OwnedPrice {
    private static final double MONTHS_PER_YEAR = 12;

    private OwnedPrice() {}

    /** USD per hour of a purchase in USD, without energy. */
    public static double usdPerHour(Assumptions assumptions, double capexUsd) {
        return (capitalPerMonth(assumptions, capexUsd) + maintenancePerMonth(assumptions, capexUsd))
                / assumptions.value("demand.hoursPerMonth");
    }

    /** Monthly USD of the purchase. */
    public static double capitalPerMonth(Assumptions assumptions, double capexUsd) {
        return capexUsd / assumptions.value("own.amortisationMonths") * assumptions.value("cost.capitalFactor");
    }

    /** Monthly USD of maintenance. */
    public static double maintenancePerMonth(Assumptions assumptions, double capexUsd) {
        return capexUsd * assumptions.value("cost.maintenanceRate") / MONTHS_PER_YEAR;
    }
}
