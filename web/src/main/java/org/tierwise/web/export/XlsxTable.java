package org.tierwise.web.export;

import java.util.Arrays;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.pricing.Money;

/**
 * Writes one sheet cell by cell: text as string cells (so {@code =cmd} stays text), numbers as numbers, columns as
 * wide as what they hold. Not for use from several threads.
 */
final class XlsxTable {
    /** Longest text of a cell that spreadsheets accept. */
    private static final int TEXT_MAX = 32_767;

    private static final int WIDTH_MAX = 60;
    private static final String MONEY = "#,##0.00";
    private static final String HEADER_FILL = "EEF1F5";

    private final Worksheet sheet;
    private final int[] widths;
    private int row;
    private int column;

    XlsxTable(Workbook workbook, String name, int columns) {
        sheet = workbook.newWorksheet(name);
        widths = new int[columns];
        Arrays.fill(widths, 8);
    }

    /** Header of a sheet that is one table: frozen, repeated on each printed page. */
    void header(List<String> names) {
        names.forEach(this::heading);
        sheet.freezePane(Math.min(2, names.size() - 1), row + 1);
        sheet.repeatRows(row);
        end();
    }

    void heading(String name) {
        width(name.length() + 3);
        sheet.value(row, column, name);
        sheet.style(row, column)
                .bold()
                .fillColor(HEADER_FILL)
                .wrapText(true)
                .verticalAlignment("top")
                .set();
        column++;
    }

    void title(String text) {
        sheet.value(row, column, clean(text));
        sheet.style(row, column++).bold().fontSize(14).set();
    }

    void text(@Nullable String text) {
        if (text != null && !text.isEmpty()) {
            var cleaned = clean(text);
            sheet.value(row, column, cleaned);
            sheet.style(row, column)
                    .verticalAlignment("top")
                    .wrapText(cleaned.length() > WIDTH_MAX || cleaned.contains("\n"))
                    .set();
            width(cleaned.length() + 1);
        }
        column++;
    }

    /** Text that may be longer than its cell, running over the empty cells to its right. */
    void sentence(String text) {
        sheet.value(row, column++, clean(text));
    }

    void number(@Nullable Double value, int decimals) {
        if (value != null) {
            sheet.value(row, column, value);
            format(decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals));
        }
        column++;
    }

    /** As the spreadsheet shows numbers: for values of very different size. */
    void general(double value) {
        sheet.value(row, column, value);
        sheet.style(row, column).verticalAlignment("top").set();
        column++;
    }

    /** A part of 1, shown in percent. */
    void percent(double part) {
        sheet.value(row, column, part);
        format("0.0%");
        column++;
    }

    void whole(long value) {
        sheet.value(row, column, value);
        format("#,##0");
        column++;
    }

    void money(@Nullable Money money) {
        if (money != null) {
            sheet.value(row, column, money.usd());
            format(MONEY);
            width(Words.money(money).length() + 2);
        }
        column++;
    }

    /** A formula that a reader's spreadsheet computes; it carries no value, so only checks are formulas. */
    void moneyFormula(String formula) {
        sheet.formula(row, column, formula);
        format(MONEY);
        column++;
    }

    void skip() {
        column++;
    }

    void end() {
        row++;
        column = 0;
    }

    /** Index of the row that is being written, from 0. */
    int row() {
        return row;
    }

    /** Filter buttons on a table whose header is in {@code headerRow} and that ends above the current row. */
    void filter(int headerRow) {
        if (row > headerRow + 1) {
            sheet.setAutoFilter(headerRow, 0, row - 1, widths.length - 1);
        }
    }

    /** Page set-up and widths; nothing may be written after it. */
    void finish() {
        for (int i = 0; i < widths.length; i++) {
            sheet.width(i, Math.min(widths[i], WIDTH_MAX));
        }
        sheet.pageOrientation("landscape");
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.footer("&A, page &P of &N", org.dhatim.fastexcel.Position.RIGHT);
    }

    private void format(String format) {
        sheet.style(row, column).format(format).verticalAlignment("top").set();
    }

    private void width(int characters) {
        widths[column] = Math.max(widths[column], characters);
    }

    /** Without the characters that XML 1.0 cannot hold, and not longer than a cell may be. */
    static String clean(String text) {
        var cleaned = XmlText.clean(text);
        return cleaned.length() <= TEXT_MAX ? cleaned : cleaned.substring(0, TEXT_MAX - 1) + "…";
    }
}
