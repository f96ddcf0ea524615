package org.tierwise.solver.cost;

import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.policy.OwnedPrice;

/** What own hardware costs: purchase over its life, maintenance, energy, and what is left of its value. */
public final class OwnedHardware {
    private final Assumptions assumptions;

    public OwnedHardware(Assumptions assumptions) {
        this.assumptions = assumptions;
    }

    /** Monthly USD of a purchase: {@code capex ÷ months × cost of capital}. */
    public double capitalPerMonth(double capexUsd) {
        return OwnedPrice.capitalPerMonth(assumptions, capexUsd);
    }

    /** Monthly USD of maintenance: {@code capex × yearly rate ÷ 12}. */
    public double maintenancePerMonth(double capexUsd) {
        return OwnedPrice.maintenancePerMonth(assumptions, capexUsd);
    }

    /** Hourly USD of purchase and maintenance: the price of an owned pool. */
    public double usdPerHour(double capexUsd) {
        return OwnedPrice.usdPerHour(assumptions, capexUsd);
    }

    /** The part of {@link #usdPerHour} that is the purchase. */
    double capitalShare() {
        return capitalPerMonth(1) / (capitalPerMonth(1) + maintenancePerMonth(1));
    }

    /**
     * Energy a month in kWh: {@code count × (idle + (tdp - idle) × utilisation) × host × PUE × 730 h}.
     *
     * @param tdpW thermal design power of one accelerator
     * @param utilisation 0 to 1
     * @param pue power usage effectiveness, at least 1
     */
    public double energyKwh(double count, double tdpW, double utilisation, double pue) {
        double idleW = assumptions.value("cost.energy.idleShare") * tdpW;
        double watt = idleW + (tdpW - idleW) * utilisation;
        return count
                * watt
                / 1000
                * assumptions.value("cost.energy.hostFactor")
                * pue
                * assumptions.value("demand.hoursPerMonth");
    }

    /** What is not yet written off when the hardware is given up. */
    public static double strandedBookValue(double capexUsd, double amortisationMonths, double monthsUsed) {
        return capexUsd * Math.max(0, amortisationMonths - monthsUsed) / amortisationMonths;
    }

    /** Carbon of energy in kg. */
    public static double carbonKg(double kwh, double gramsPerKwh) {
        return kwh * gramsPerKwh / 1000;
    }
}
