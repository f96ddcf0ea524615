package org.tierwise.catalog.workbook;

import java.util.regex.Pattern;

/** The code of a number format, read once from left to right; its first section counts, that of positive numbers. */
final class FormatCode {
    private static final String GENERAL = "General";
    private static final Pattern CURRENCY = Pattern.compile("\\[\\$([^\\]-]*)(-[^\\]]*)?\\]");
    private static final Pattern COUNTING = Pattern.compile("(?i)\\[(h+|m+|s+)\\]");

    private final String code;
    private final StringBuilder before = new StringBuilder();
    private final StringBuilder after = new StringBuilder();
    private boolean digits;
    private boolean days;
    private boolean hours;
    private boolean counting;
    /** Months, or minutes beside hours or seconds. */
    private boolean months;

    private int tens;
    /** Commas since the last digit: they scale by thousands if no digit follows before the point or the end. */
    private int commas;

    private int at;

    FormatCode(String code) {
        this.code = code;
    }

    CellFormat format() {
        while (at < code.length() && code.charAt(at) != ';') {
            token(code.charAt(at++));
        }
        scale();
        if (days || (months && !hours && !counting)) {
            return new CellFormat(CellFormat.Kind.DATE, "", "", 0);
        } else if (hours || counting) {
            return new CellFormat(counting ? CellFormat.Kind.DURATION : CellFormat.Kind.TIME, "", "", 0);
        }
        return digits
                ? new CellFormat(
                        CellFormat.Kind.NUMBER,
                        before.toString().strip(),
                        after.toString().strip(),
                        tens)
                : CellFormat.GENERAL;
    }

    private void token(char c) {
        switch (c) {
            case '"' -> literal(until('"'));
            case '\\' -> literal(code.substring(at, Math.min(code.length(), ++at)));
            // Room as wide as the next character, or filled with it.
            case '_', '*' -> at++;
            case '[' -> bracket("[" + until(']') + "]");
            case '%' -> {
                tens += 2;
                literal("%");
            }
            case '0', '#', '?' -> {
                digits = true;
                commas = 0;
            }
            case '.' -> scale();
            case ',' -> commas += digits ? 1 : 0;
            case 'y', 'Y', 'd', 'D' -> days = true;
            case 'h', 'H', 's', 'S' -> hours = true;
            case 'm', 'M' -> months = true;
            case 'G', 'g' -> {
                if (code.regionMatches(true, at - 1, GENERAL, 0, GENERAL.length())) {
                    digits = true;
                    at += GENERAL.length() - 1;
                }
            }
            case '$', '€', '£', '¥', '₹' -> literal(String.valueOf(c));
            default -> {}
        }
    }

    private void bracket(String inner) {
        counting |= COUNTING.matcher(inner).matches();
        var currency = CURRENCY.matcher(inner);
        if (currency.matches()) {
            literal(currency.group(1));
        }
    }

    private void scale() {
        tens -= 3 * commas;
        commas = 0;
    }

    private void literal(String text) {
        (digits ? after : before).append(text);
    }

    /** What stands before the next such character, which is skipped too; all the rest if there is none. */
    private String until(char end) {
        int found = code.indexOf(end, at);
        var text = code.substring(at, found < 0 ? code.length() : found);
        at = found < 0 ? code.length() : found + 1;
        return text;
    }
}
