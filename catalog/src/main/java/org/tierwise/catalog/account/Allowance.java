package org.tierwise.catalog.account;

/**
 * How many guesses somebody has: a bucket that fills with time.
 *
 * @param burst guesses that a full bucket holds
 * @param perHour guesses that come back in an hour
 */
public record Allowance(double burst, double perHour) {
    public Allowance {
        if (!(burst >= 1) || !(perHour > 0)) {
            throw new IllegalArgumentException("An allowance needs a burst of at least 1 and must come back.");
        }
    }
}
