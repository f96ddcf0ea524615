package org.tierwise.solver.cost;

/** Money and energy per unit of work. */
public final class UnitEconomics {
    private UnitEconomics() {}

    /** Tokens a month from which own capacity of a fixed cost is cheaper than tokens at a blended price. */
    public static double breakEvenTokens(double fixedUsdPerMonth, double usdPerMillionTokens) {
        return fixedUsdPerMonth / usdPerMillionTokens * 1e6;
    }

    /** Joules per token of a machine. */
    public static double joulesPerToken(double watt, double tokensPerSecond) {
        return watt / tokensPerSecond;
    }

    /** Energy in Wh that a price of energy stands for. */
    public static double wattHours(double usd, double usdPerKwh) {
        return usd / usdPerKwh * 1000;
    }

    /** USD a year of a constant power, the site's overhead included. */
    public static double energyUsdPerYear(double kilowatt, double pue, double usdPerKwh) {
        return kilowatt * pue * 8760 * usdPerKwh;
    }

    /** Accelerators that a power supply carries, the site's overhead included. */
    public static double acceleratorsWithin(double supplyWatt, double pue, double wattPerAccelerator) {
        return supplyWatt / (pue * wattPerAccelerator);
    }

    /** Seconds that people wait less in a day. */
    public static double savedSecondsPerUserDay(double callsPerUserDay, double savedMs) {
        return callsPerUserDay * savedMs / 1000;
    }

    /** Hours that all people wait less in a month. */
    public static double savedHoursPerMonth(double users, double callsPerUserDay, double savedMs, double daysPerMonth) {
        return users * savedSecondsPerUserDay(callsPerUserDay, savedMs) * daysPerMonth / 3600;
    }

    /** Concentration of shares that add to 1, as the sum of their squares (Herfindahl-Hirschman): 1 is one vendor. */
    public static double concentration(double... shares) {
        double sum = 0;
        for (double share : shares) {
            sum += share * share;
        }
        return sum;
    }
}
