package org.tierwise.catalog.inventory;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows of an import as a file to mend and import again: the original columns, order, delimiter and encoding, with
 * {@code _row,_status,_errors,_suggestion} in front. Text that a spreadsheet would take for a formula gets one
 * apostrophe, which the import takes away again.
 */
public final class RejectedFile {
    private static final List<String> ADDED = List.of("_row", "_status", "_errors", "_suggestion");
    private static final Set<String> OLD = Set.copyOf(ADDED);
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d[\\d.,]*");
    private static final QuoteStrategy QUOTE_TEXT = new QuoteStrategy() {
        @Override
        public boolean quoteValue(int line, int field, String value) {
            return !NUMBER.matcher(value).matches();
        }
    };

    /** Writes the rejected rows and leaves the stream open. */
    public void write(ImportPreview preview, OutputStream out) throws IOException {
        write(preview, preview.rejectedRows(), out);
    }

    /** Writes all rows, the accepted ones with their warnings, and leaves the stream open. */
    public void writeAnnotated(ImportPreview preview, OutputStream out) throws IOException {
        write(preview, preview.rows(), out);
    }

    /**
     * The header and the rejected rows, cell by cell, guarded against being taken for formulas: for those who write them
     * into a workbook.
     */
    public static Stream<List<String>> rejected(ImportPreview preview) {
        return records(preview, preview.rejectedRows());
    }

    private static void write(ImportPreview preview, List<RowOutcome> rows, OutputStream out) throws IOException {
        var format = preview.format();
        var text = new OutputStreamWriter(out, format.charset());
        if (format.byteOrderMark()) {
            text.write('\uFEFF');
        }
        try (var csv = CsvWriter.builder()
                .fieldSeparator(format.delimiter())
                .lineDelimiter(LineDelimiter.CRLF)
                .quoteStrategy(QUOTE_TEXT)
                .build(new OpenWriter(text))) {
            records(preview, rows).forEach(csv::writeRecord);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        text.flush();
    }

    private static Stream<List<String>> records(ImportPreview preview, List<RowOutcome> rows) {
        var columns = preview.columns().stream()
                .filter(column -> !OLD.contains(column.header()))
                .toList();
        var header = new ArrayList<>(ADDED);
        columns.forEach(column -> header.add(guard(column.header())));
        return Stream.concat(
                Stream.of(header),
                rows.stream().map(row -> record(row, columns, preview.columns().size())));
    }

    private static List<String> record(RowOutcome row, List<ColumnMapping> columns, int width) {
        var cells = new ArrayList<>(List.of(
                Integer.toString(row.row().number()),
                row.accepted() ? "ok" : "rejected",
                guard(joined(row, issue -> issue.code() + ": " + issue.message())),
                guard(joined(row, Issue::suggestion))));
        var written = row.row().cells();
        if (written.size() == width) {
            columns.forEach(column -> cells.add(guard(written.get(column.index()))));
        } else {
            // A ragged row is written as it came: nobody knows which of its cells belongs to which column.
            written.forEach(cell -> cells.add(guard(cell)));
        }
        return cells;
    }

    private static String joined(RowOutcome row, Function<Issue, String> words) {
        return row.result().issues().stream()
                .filter(issue -> issue.severity() != Severity.INFO)
                .map(words)
                .filter(text -> !text.isBlank())
                .distinct()
                .collect(Collectors.joining(" | "));
    }

    private static String guard(String cell) {
        return NUMBER.matcher(cell).matches() ? cell : FormulaGuard.guard(cell);
    }
}
