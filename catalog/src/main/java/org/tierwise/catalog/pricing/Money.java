package org.tierwise.catalog.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An exact sum in the catalogue's currency (USD), held in millionths so that no floating point enters a score or a
 * total.
 */
public record Money(long micros) implements Comparable<Money> {
    public static final Money ZERO = new Money(0);
    private static final long MICROS_PER_CENT = 10_000;

    /** Rounds half up to whole cents. Every component of a plan's cost is made here, so that sums agree to the cent. */
    public static Money roundedToCents(double usd) {
        if (!Double.isFinite(usd)) {
            throw new IllegalArgumentException("A sum of money must be finite but is " + usd + ".");
        }
        return new Money(BigDecimal.valueOf(usd)
                .setScale(2, RoundingMode.HALF_UP)
                .movePointRight(6)
                .longValueExact());
    }

    public static Money ofCents(long cents) {
        return new Money(Math.multiplyExact(cents, MICROS_PER_CENT));
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(micros, other.micros));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(micros, other.micros));
    }

    public Money times(long factor) {
        return new Money(Math.multiplyExact(micros, factor));
    }

    /** The sum in dollars with two decimals, half up. */
    public BigDecimal usd() {
        return BigDecimal.valueOf(micros, 6).setScale(2, RoundingMode.HALF_UP);
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(micros, other.micros);
    }
}
