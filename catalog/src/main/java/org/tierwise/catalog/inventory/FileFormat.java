package org.tierwise.catalog.inventory;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How a file is written, so that it can be shown, corrected and written again.
 *
 * @param charset given by a byte order mark, detected, or chosen by the user
 * @param byteOrderMark true if the file begins with one
 * @param sheet of a workbook; empty for a text file. Charset and delimiter of a workbook mean nothing
 * @param sample some text with letters beyond ASCII, by which people see whether the encoding is right; may be empty
 */
public record FileFormat(Charset charset, boolean byteOrderMark, char delimiter, String sheet, String sample) {
    static FileFormat ofWorkbook(String sheet) {
        return new FileFormat(StandardCharsets.UTF_8, true, ',', sheet, "");
    }

    public boolean isWorkbook() {
        return !sheet.isEmpty();
    }

    /** "semicolon", for people. */
    public String delimiterName() {
        return switch (delimiter) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            case '|' -> "bar";
            default -> String.valueOf(delimiter);
        };
    }
}
