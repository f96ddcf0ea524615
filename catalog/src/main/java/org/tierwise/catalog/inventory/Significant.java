package org.tierwise.catalog.inventory;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers in files of parsed values: whole numbers exactly, others with six significant digits, never an exponent. */
final class Significant {
    private static final MathContext SIX = new MathContext(6, RoundingMode.HALF_EVEN);
    private static final double EXACT = 1e15;

    private Significant() {}

    static String format(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            return Long.toString((long) value);
        }
        return BigDecimal.valueOf(value).round(SIX).stripTrailingZeros().toPlainString();
    }

    /** Empty for a missing value. */
    static String format(@Nullable Number value) {
        return value == null ? "" : format(value.doubleValue());
    }
}
