package org.tierwise.catalog.workbook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * How a number format (ECMA-376 part 1, 18.8.31) shows a number, as far as it changes what the number means: as a date or
 * a time, as percent, in thousands, or with a currency or unit around it. Digits are never rounded away.
 *
 * @param before what is written before the number, such as "€"
 * @param after what is written after it, such as "ms"
 * @param tens the number is shown as itself times ten to this power: 2 for percent, −3 for thousands
 */
record CellFormat(Kind kind, String before, String after, int tens) {
    enum Kind {
        NUMBER,
        DATE,
        /** Of a day. */
        TIME,
        /** Hours, minutes or seconds that go on counting. */
        DURATION
    }

    static final CellFormat GENERAL = new CellFormat(Kind.NUMBER, "", "", 0);

    /** What Excel shows: more digits are dust of binary fractions. */
    private static final MathContext DIGITS = new MathContext(15);

    private static final int LONGEST_PLAIN = 25;
    /** As in Excel. */
    private static final int LONGEST_CODE = 255;

    private static final double SECONDS = 86_400;
    private static final double LAST_DAY = 2_958_466;

    /** Of a format's code. */
    static CellFormat of(String code) {
        return code.length() > LONGEST_CODE ? GENERAL : new FormatCode(code).format();
    }

    /** The number as text with a decimal point and no groups. */
    String show(double number, boolean since1904) {
        if (kind != Kind.NUMBER && number >= 0 && number < LAST_DAY) {
            boolean ofDay = kind == Kind.TIME && number < 1;
            return ofDay || kind == Kind.DURATION ? time(number) : date(number, since1904);
        }
        var digits = unmistakable(plain(
                new BigDecimal(number).round(DIGITS).scaleByPowerOfTen(tens).stripTrailingZeros()));
        var gap = after.isEmpty() || after.startsWith("%") ? "" : " ";
        return before + (before.isEmpty() ? "" : " ") + digits + gap + after;
    }

    private static String plain(BigDecimal number) {
        boolean longOne = number.precision() - number.scale() > LONGEST_PLAIN || number.scale() > LONGEST_PLAIN;
        return longOne ? number.toString() : number.toPlainString();
    }

    /** "1.234" could be a thousand and more to who reads it as text; "1.2340" could not. */
    private static String unmistakable(String digits) {
        int point = digits.indexOf('.');
        return point >= 0 && digits.length() - point == 4 ? digits + "0" : digits;
    }

    /** A millisecond beside a whole second is dust of binary fractions. */
    private static long millis(double days) {
        long millis = Math.round(days * SECONDS * 1000);
        long seconds = Math.round(days * SECONDS);
        return Math.abs(millis - seconds * 1000) <= 1 ? seconds * 1000 : millis;
    }

    /** Hours beyond a day go on counting, as in [h]:mm:ss. */
    private static String time(double days) {
        long millis = millis(days);
        var text = String.format(
                Locale.ROOT, "%02d:%02d:%02d", millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60);
        return millis % 1000 == 0 ? text : text + String.format(Locale.ROOT, ".%03d", millis % 1000);
    }

    /** Days since 1900, in which Excel counts a 29 February 1900 that never was, or since 1904. */
    private static String date(double days, boolean since1904) {
        var first = since1904
                ? LocalDate.of(1904, 1, 1)
                : days < 61 ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30);
        var moment = LocalDateTime.of(first, LocalTime.MIDNIGHT).plus(millis(days), ChronoUnit.MILLIS);
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? moment.toLocalDate().toString()
                : moment.toString();
    }
}
