package org.tierwise.catalog.inventory;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.List;

/** The records of a delimited text by RFC 4180, with any line ending. */
final class CsvText {
    /** Larger than any file that is let in, so that the size of a cell is judged as a cell, not as a parser's buffer. */
    private static final int BUFFER_CHARACTERS = 32 * 1024 * 1024;

    private CsvText() {}

    /**
     * Reads up to {@code limit} records. Empty lines are counted, but are no records.
     *
     * @throws InventoryException if a quote is not closed, with the line where it opens
     */
    static List<InventoryRow> read(String text, char delimiter, int limit) {
        var rows = new ArrayList<InventoryRow>();
        int number = 0;
        int nextLine = 1;
        var pool = new CellPool();
        try {
            var records = reader(delimiter, false).ofCsvRecord(text).iterator();
            while (rows.size() < limit && records.hasNext()) {
                var record = records.next();
                number++;
                nextLine = (int) record.getStartingLineNumber() + 1 + lineBreaks(record);
                if (!isEmpty(record)) {
                    rows.add(row(number, record, pool));
                }
            }
        } catch (CsvParseException e) {
            throw unreadable(text, nextLine, e);
        }
        return rows;
    }

    /** The first records of the beginning of a text; an open quote at its end is no fault. */
    static List<InventoryRow> peek(String beginning, char delimiter, int limit) {
        var rows = new ArrayList<InventoryRow>();
        var pool = new CellPool();
        try {
            var records = reader(delimiter, true).ofCsvRecord(beginning).iterator();
            while (rows.size() < limit && records.hasNext()) {
                var record = records.next();
                if (!isEmpty(record)) {
                    rows.add(row(rows.size() + 1, record, pool));
                }
            }
        } catch (CsvParseException e) {
            return List.of();
        }
        return rows;
    }

    private static CsvReader.CsvReaderBuilder reader(char delimiter, boolean openQuotes) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(openQuotes)
                .maxBufferSize(BUFFER_CHARACTERS);
    }

    private static InventoryRow row(int number, CsvRecord record, CellPool pool) {
        var cells = new ArrayList<String>(record.getFieldCount());
        for (var field : record.getFields()) {
            cells.add(pool.keep(FormulaGuard.unguard(field)));
        }
        return new InventoryRow(number, (int) record.getStartingLineNumber(), cells);
    }

    private static boolean isEmpty(CsvRecord record) {
        return record.getFields().stream().allMatch(String::isBlank);
    }

    private static int lineBreaks(CsvRecord record) {
        int breaks = 0;
        for (var field : record.getFields()) {
            for (int i = 0; i < field.length(); i++) {
                char c = field.charAt(i);
                breaks += c == '\n' || c == '\r' && !(i + 1 < field.length() && field.charAt(i + 1) == '\n') ? 1 : 0;
            }
        }
        return breaks;
    }

    private static InventoryException unreadable(String text, int line, CsvParseException cause) {
        var start = text.lines().skip(line - 1L).findFirst().orElse("");
        var problem = isTooLarge(cause)
                ? new InventoryException(
                        InventoryException.Kind.TOO_LARGE,
                        "The record that starts on line " + line + " (" + Excerpt.of(start)
                                + ") has more cells or characters than are read.",
                        "Maybe the delimiter is another one, or a quote is opened there and never closed.")
                : new InventoryException(
                        InventoryException.Kind.NOT_READABLE,
                        "The record that starts on line " + line + " (" + Excerpt.of(start)
                                + ") cannot be read: maybe a quote is opened there and never closed.",
                        "Close the quote, or write two quotes for one inside a cell.");
        problem.initCause(cause);
        return problem;
    }

    /** The reader of CSV tells its limits from faults of the text by words alone. */
    private static boolean isTooLarge(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (String.valueOf(each.getMessage()).contains("aximum")) {
                return true;
            }
        }
        return false;
    }
}
