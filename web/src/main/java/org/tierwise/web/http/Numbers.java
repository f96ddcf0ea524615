package org.tierwise.web.http;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as pages show them. */
public final class Numbers {
    private Numbers() {}

    /** "1,234". */
    public static String whole(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** With all its decimals, thousands grouped: "13,920.00". */
    public static String exact(BigDecimal number) {
        return String.format(Locale.ENGLISH, "%,." + Math.max(0, number.scale()) + "f", number);
    }

    /** At most {@code digits} significant digits, thousands grouped, no needless zeros: "0.47", "1,250". */
    public static String significant(double number, int digits) {
        var rounded = BigDecimal.valueOf(number).round(new MathContext(digits, RoundingMode.HALF_UP));
        if (rounded.signum() == 0) {
            return "0";
        }
        int scale = Math.max(0, rounded.stripTrailingZeros().scale());
        return String.format(Locale.ENGLISH, "%,." + scale + "f", rounded);
    }

    /** Milliseconds up to ten seconds, then seconds: "50 ms", "12 s"; empty if missing. */
    public static String milliseconds(@Nullable Double ms) {
        if (ms == null) {
            return "";
        }
        return ms < 10_000 ? significant(ms, 4) + " ms" : significant(ms / 1000, 4) + " s";
    }

    /** Plain for a field: no grouping, no needless zeros; empty if missing. */
    public static String plain(@Nullable Number number) {
        return number == null
                ? ""
                : new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }
}
