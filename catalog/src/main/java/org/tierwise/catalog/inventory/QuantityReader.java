package org.tierwise.catalog.inventory;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers with units. The unit of the cell counts first, then that of the header, then the default of the column.
 */
final class QuantityReader {
    /** Above this nothing in an inventory is meant seriously, and a database could not keep it. */
    private static final double LARGEST = 1e15;

    private static final double DAY_MS = 86_400_000;
    private static final double LONGEST_DEADLINE_S = 366 * Units.SECONDS_PER_DAY;
    private static final double MOST_TOKENS = 20_000_000;

    private static final Pattern MONEY_WORDS = Pattern.compile("(?<=[€$£¥₹])|(?=[€$£¥₹])|[\\s\\u00A0\\u202F]+");

    private final String workspaceCurrency;

    QuantityReader(String workspaceCurrency) {
        this.workspaceCurrency = workspaceCurrency;
    }

    Reading read(Field field, ColumnMapping column, NumberColumn numbers, String cell) {
        var text = NumberText.of(cell);
        if (text == null) {
            return new Reading.Problem(IssueCode.NUMBER_INVALID, "is not a number", example(field));
        } else if (text.isRange()) {
            return new Reading.Problem(
                    IssueCode.NUMBER_INVALID, "is a range", "Write one value, such as the larger one.");
        } else if (numbers.contradiction() && text.vote(field.quantity().isWhole()) != NumberText.Vote.NONE) {
            return new Reading.Problem(
                    IssueCode.NUMBER_AMBIGUOUS,
                    "is in a column that uses both a decimal point and a decimal comma",
                    "Use one decimal sign in the column, or choose it for the column.");
        }
        var number = text.value(numbers.decimalSign(), field.quantity().isWhole());
        if (number.isEmpty()) {
            return new Reading.Problem(
                    IssueCode.NUMBER_INVALID,
                    "is not a number with the decimal sign (" + numbers.decimalSign() + ")",
                    example(field));
        }
        return field.quantity() == Quantity.MONEY
                ? money(column, text, number.getAsDouble())
                : quantity(field, column, numbers, text, number.getAsDouble());
    }

    private Reading quantity(Field field, ColumnMapping column, NumberColumn numbers, NumberText text, double number) {
        if (!text.before().isEmpty()) {
            return new Reading.Problem(IssueCode.NUMBER_INVALID, "is not a number", example(field));
        }
        var factor = factor(field.quantity(), column.unit(), numbers, text.after());
        if (Double.isNaN(factor)) {
            return new Reading.Problem(
                    IssueCode.UNIT_UNKNOWN, "has the unknown unit (" + Excerpt.of(text.after()) + ")", example(field));
        }
        return inRange(field, number * factor);
    }

    /** To the unit in which the column is kept; not a number if the unit is unknown. */
    private static double factor(Quantity quantity, String headerUnit, NumberColumn numbers, String unit) {
        var known = Units.factor(quantity, unit);
        if (known.isPresent() && !unit.isEmpty()) {
            return known.getAsDouble();
        }
        double fallback = headerUnit.isEmpty()
                ? standard(quantity, numbers)
                : Units.factor(quantity, headerUnit).orElse(1);
        if (unit.isEmpty()) {
            return fallback;
        }
        var multiplier = quantity == Quantity.RATE || quantity == Quantity.DAILY_RATE
                ? Units.bareMultiplier(unit)
                : java.util.OptionalDouble.empty();
        return multiplier.isPresent() ? multiplier.getAsDouble() * fallback : Double.NaN;
    }

    private static double standard(Quantity quantity, NumberColumn numbers) {
        return switch (quantity) {
            case DAILY_RATE -> 1 / Units.SECONDS_PER_DAY;
            case PERCENT -> numbers.percent() ? 1 : 100;
            case TIME, DEADLINE, TOKENS, PEOPLE, NUMBER, RATE, BYTES, BILLIONS, GIGABYTES, MONEY, TEXT -> 1;
        };
    }

    private Reading money(ColumnMapping column, NumberText text, double number) {
        var unit = text.after();
        var currency = text.before().isEmpty() ? null : Units.currency(text.before());
        if (!text.before().isEmpty() && currency == null) {
            return unknownCurrency(text.before());
        }
        // "12k EUR", "9,5 Tsd. €", "€ 22,000": the currency may be any of the words after the number.
        for (var word : MONEY_WORDS.split(unit)) {
            var named = Units.currency(Units.clean(word));
            if (named != null && currency == null) {
                currency = named;
                unit = unit.replaceFirst(Pattern.quote(word), " ").strip();
            }
        }
        var multiplier = Units.factor(Quantity.MONEY, unit);
        if (multiplier.isEmpty()) {
            return unknownCurrency(text.after());
        }
        var ofHeader = currency == null ? Units.currency(column.unit()) : currency;
        double sum = number * multiplier.getAsDouble();
        if (!(sum >= 0 && sum <= LARGEST)) {
            return new Reading.Problem(
                    IssueCode.VALUE_OUT_OF_RANGE, "must not be negative", "Write a sum such as EUR 12,000.");
        }
        return new Reading.Value(sum, ofHeader == null ? workspaceCurrency : ofHeader);
    }

    private static Reading unknownCurrency(String unit) {
        return new Reading.Problem(
                IssueCode.UNIT_UNKNOWN,
                "has the unknown currency or unit (" + Excerpt.of(unit) + ")",
                "Write an ISO code or a symbol, such as EUR 12,000 or €12k.");
    }

    private static Reading inRange(Field field, double value) {
        var problem = switch (field) {
            case DEADLINE -> value > 0 && value <= LONGEST_DEADLINE_S ? null : "must be above 0 and at most 366 days";
            case TOOL_TIME -> value >= 0 && value <= DAY_MS ? null : "must be 0 to 24 hours";
            case AVAILABILITY_TARGET -> value > 0 && value <= 100 ? null : "must be above 0 and at most 100 %";
            case GROWTH_PCT_YEAR -> value >= -100 && value <= 1_000 ? null : "must be -100 to 1,000 %";
            case SHARED_PREFIX -> value >= 0 && value <= 95 ? null : "must be 0 to 95 %";
            default -> byQuantity(field.quantity(), value); // all other columns follow their quantity
        };
        return problem == null
                ? new Reading.Value(value, "")
                : new Reading.Problem(IssueCode.VALUE_OUT_OF_RANGE, problem, advice(field));
    }

    private static @Nullable String byQuantity(Quantity quantity, double value) {
        if (quantity == Quantity.TIME) {
            return value > 0 && value <= DAY_MS ? null : "must be above 0 and at most 24 hours";
        } else if (quantity == Quantity.TOKENS) {
            return value >= 0 && value <= MOST_TOKENS ? null : "must be 0 to 20,000,000 tokens";
        }
        return value >= 0 && value <= LARGEST ? null : "must not be negative or beyond all reason";
    }

    private static String advice(Field field) {
        return field.quantity() == Quantity.TIME
                ? "Maybe the column uses another unit: name it in the header, such as (s)."
                : "Maybe the column uses another unit.";
    }

    private static String example(Field field) {
        return switch (field.quantity()) {
            case TIME -> "Write a time such as 200 ms, 0.5 s or 2 min.";
            case DEADLINE -> "Write a time such as 30 min, 8 h or 2 d.";
            case TOKENS -> "Write tokens such as 16,000 or 128k.";
            case RATE -> "Write a rate such as 25 rps, 300 rpm or 2.5 M/day.";
            case DAILY_RATE -> "Write requests a day such as 250,000 or 2.9M.";
            case PERCENT -> "Write a percentage such as 99.95 %.";
            case BYTES -> "Write a size such as 4 KB or 1.5 MB.";
            case MONEY -> "Write a sum such as EUR 12,000.";
            case BILLIONS -> "Write parameters such as 70B.";
            case GIGABYTES -> "Write memory such as 80 GB.";
            case PEOPLE, NUMBER, TEXT -> "Write a number such as 1,200.";
        };
    }
}
