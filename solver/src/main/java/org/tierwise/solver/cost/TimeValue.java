package org.tierwise.solver.cost;

/** Money, prices and demand over months. Yearly rates are spread over months by the twelfth root. */
public final class TimeValue {
    private static final double MONTHS_PER_YEAR = 12;

    private TimeValue() {}

    /** A value after some months of yearly growth; a negative rate is a decline: {@code v (1 + rate)^(m/12)}. */
    public static double after(double value, double ratePerYear, double months) {
        return value * Math.pow(1 + ratePerYear, months / MONTHS_PER_YEAR);
    }

    /** Value today of one sum a month, the first due in one month: {@code sum of cash(m) / (1 + r)^(m/12)}. */
    public static double presentValue(double[] cashByMonth, double ratePerYear) {
        double sum = 0;
        for (int month = 1; month <= cashByMonth.length; month++) {
            sum += cashByMonth[month - 1] / after(1, ratePerYear, month);
        }
        return sum;
    }
}
