package org.tierwise.catalog.inventory;

import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cell such as "≤ €12.500,00 k" taken apart into what stands before the number, the number and what stands after.
 *
 * @param before a currency or nothing
 * @param number digits with signs that group or separate decimals, still to be told apart
 * @param after unit, multiplier or currency
 */
record NumberText(String before, boolean negative, String number, String after) {
    private static final Pattern QUALIFIER =
            Pattern.compile("^(≤|<=|<|~|≈|ca\\.?|max\\.?|approx\\.?|up to|bis zu)\\s*", Pattern.CASE_INSENSITIVE);
    private static final String BLANKS = "[ \\u00A0\\u2009\\u202F]";
    private static final Pattern SHAPE = Pattern.compile("^(?<before>[^\\d.,+\\-−]*)(?<sign>[+\\-−]?)" + BLANKS
            + "*(?<before2>[€$£¥₹]?)" + BLANKS + "*(?<number>(?:\\d|[.,]\\d)(?:[\\d.,'’]|" + BLANKS
            + "(?=\\d{3}(?!\\d)))*(?:[eE][+-]?\\d{1,3}(?![\\p{L}\\d]))?)(?<after>.*)$");
    private static final Pattern GROUPS = Pattern.compile("[ \\u00A0\\u2009\\u202F'’]");
    private static final Pattern RANGE = Pattern.compile("[-–—]\\s*\\d.*");
    private static final Pattern THREES = Pattern.compile("\\d{1,3}([.,]\\d{3})+");
    private static final Pattern INDIAN = Pattern.compile("\\d{1,2}([.,]\\d{2})+[.,]\\d{3}");
    private static final int LONGEST = 100;

    /** Null if there is no number in the cell. */
    static @Nullable NumberText of(String cell) {
        var text = QUALIFIER.matcher(cell.strip()).replaceFirst("").strip();
        if (text.length() > LONGEST) {
            return null;
        }
        var shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return null;
        }
        var number = GROUPS.matcher(shape.group("number")).replaceAll("");
        var before = (shape.group("before") + shape.group("before2")).strip();
        int end = number.length();
        while (end > 0 && ".,".indexOf(number.charAt(end - 1)) >= 0) {
            end--;
        }
        return new NumberText(
                before,
                shape.group("sign").equals("-") || shape.group("sign").equals("−"),
                number.substring(0, end),
                shape.group("after").strip());
    }

    /** What one value says about the decimal sign of its column. */
    enum Vote {
        /** No sign, or one that says nothing. */
        NONE,
        POINT,
        COMMA,
        /** "1.500": could be both. */
        OPEN
    }

    /** @param whole true in a column of whole numbers, where a sign followed by exactly three digits groups */
    Vote vote(boolean whole) {
        var mantissa = mantissa(number);
        int point = mantissa.lastIndexOf('.');
        int comma = mantissa.lastIndexOf(',');
        if (point < 0 && comma < 0) {
            return Vote.NONE;
        } else if (point >= 0 && comma >= 0) {
            return point > comma ? Vote.POINT : Vote.COMMA;
        }
        char sign = point >= 0 ? '.' : ',';
        int at = Math.max(point, comma);
        boolean repeated = mantissa.indexOf(sign) != at;
        if (repeated) {
            return sign == '.' ? Vote.COMMA : Vote.POINT;
        }
        boolean three = mantissa.length() - at - 1 == 3;
        boolean leadingZero = at == 0 || mantissa.startsWith("0");
        if (three && !leadingZero) {
            return whole ? Vote.NONE : Vote.OPEN;
        }
        return sign == '.' ? Vote.POINT : Vote.COMMA;
    }

    /** The number with a known decimal sign; empty if the other sign does not group as it should. */
    OptionalDouble value(char decimalSign, boolean whole) {
        var digits = number;
        char group = decimalSign == '.' ? ',' : '.';
        if (whole && vote(true) == Vote.NONE) {
            digits = digits.replace(".", "").replace(",", "");
        } else {
            int at = digits.lastIndexOf(decimalSign);
            var integer = at < 0 ? mantissa(digits) : digits.substring(0, at);
            if (digits.indexOf(decimalSign) != at || !groupsWell(integer, group)) {
                return OptionalDouble.empty();
            }
            digits = digits.replace(String.valueOf(group), "").replace(decimalSign, '.');
        }
        try {
            double value = Double.parseDouble(digits);
            return Double.isFinite(value) ? OptionalDouble.of(negative ? -value : value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** Groups of three, or of two above thousands as in India. */
    private static boolean groupsWell(String integer, char group) {
        return integer.indexOf(group) < 0
                || THREES.matcher(integer).matches()
                || INDIAN.matcher(integer).matches();
    }

    private static String mantissa(String number) {
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        return exponent < 0 ? number : number.substring(0, exponent);
    }

    /** True for "100-200 ms", which is two numbers. */
    boolean isRange() {
        return RANGE.matcher(after).matches();
    }
}
