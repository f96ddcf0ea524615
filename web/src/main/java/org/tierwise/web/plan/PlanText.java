package org.tierwise.web.plan;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.pricing.Money;

/** Numbers and names of a plan as people read them. */
final class PlanText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private PlanText() {}

    /** "USD 218,660" for headlines. */
    static String usd(Money money) {
        return "USD " + decimal("#,##0", money.usd().doubleValue());
    }

    /** "18,400.00" for columns that say the currency in their head. */
    static String cents(Money money) {
        return decimal("#,##0.00", money.usd());
    }

    /** "+120.00", "−80.00": a difference keeps its sign. */
    static String delta(Money money) {
        var sign = money.micros() > 0 ? "+" : money.micros() < 0 ? "−" : "±";
        return sign + decimal("#,##0.00", money.usd().abs());
    }

    /** "62.4 ms"; from ten seconds on in seconds. */
    static String ms(double millis) {
        return millis >= 10_000
                ? decimal("#,##0.0", millis / 1000) + " s"
                : decimal(millis < 100 ? "0.0" : "#,##0", millis) + " ms";
    }

    static String msNumber(double millis) {
        return decimal(millis < 100 ? "0.0" : "#,##0", millis);
    }

    static String percent(double fraction) {
        return decimal(fraction > 0 && fraction < 0.001 ? "0.00" : "0.0", 100 * fraction) + " %";
    }

    static String rps(double rate) {
        return decimal(rate < 10 ? "0.###" : "#,##0.#", rate);
    }

    /** At most two decimals: a shared accelerator is shown in hundredths. */
    static String count(double value) {
        return decimal("#,##0.##", value);
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** "LIVE_VIDEO" as "Live video". */
    static String words(Enum<?> constant) {
        return words(constant.name());
    }

    static String words(String code) {
        var lower = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        return sentence(lower);
    }

    /** With a capital first letter. */
    static String sentence(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** What runs there: the accelerator, or the managed offer. */
    static String hardware(PlacedAt at) {
        @Nullable String accelerator = at.acceleratorId();
        @Nullable String offer = at.offerId();
        return accelerator != null ? accelerator : offer != null ? offer + " (API)" : "";
    }

    private static String decimal(String pattern, Number value) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ENGLISH)).format(value);
    }
}
