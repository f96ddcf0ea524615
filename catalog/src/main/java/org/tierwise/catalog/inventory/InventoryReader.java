package org.tierwise.catalog.inventory;

import static org.tierwise.catalog.inventory.InventoryException.Kind.NOT_READABLE;
import static org.tierwise.catalog.inventory.InventoryException.Kind.TOO_LARGE;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tierwise.catalog.workbook.Workbook;

/** Reads the bytes of a workbook or of a CSV, TSV or TXT file into rows, and refuses in words what is no such file. */
final class InventoryReader {
    static final int LARGEST_BYTES = 20 * 1024 * 1024;
    static final int MOST_ROWS = 100_000;
    static final int MOST_COLUMNS = 200;

    private static final int HEADER_WITHIN = 20;
    private static final int USUAL_WITHIN = 1_000;
    private static final int KNOWN_HEADERS = 3;
    private static final double FILLED = 0.6;
    private static final Pattern SEPARATOR_LINE =
            Pattern.compile("^\"?sep=([,;|\\t])\"?\\r?(\\n|$)", Pattern.CASE_INSENSITIVE);

    private final HeaderMatcher headers;

    InventoryReader(HeaderMatcher headers) {
        this.headers = headers;
    }

    /**
     * A file as rows.
     *
     * @param header the record of the column names
     * @param rows the records below
     * @param notes what is to be said of the file as a whole
     */
    record InventoryFile(FileFormat format, InventoryRow header, List<InventoryRow> rows, List<Issue> notes) {}

    /** A file as records, before it is known which of them is the header. */
    record Table(FileFormat format, List<InventoryRow> records, List<Issue> notes) {}

    static byte[] bytes(InputStream stream) throws IOException {
        return checkSize(stream.readNBytes(LARGEST_BYTES + 1));
    }

    private static byte[] checkSize(byte[] bytes) {
        if (bytes.length > LARGEST_BYTES) {
            throw InventoryException.tooLarge();
        }
        return bytes;
    }

    InventoryFile read(byte[] bytes, ImportOptions options) {
        checkSize(bytes);
        if (bytes.length == 0) {
            throw empty();
        }
        int mostRecords = MOST_ROWS + HEADER_WITHIN + 1;
        var table = Workbook.isZipped(bytes)
                ? new WorkbookTable(headers, HEADER_WITHIN).read(bytes, mostRecords)
                : text(bytes, options, mostRecords);
        var records = table.records();
        if (records.isEmpty()) {
            throw empty();
        }
        int at = headerIndex(table, options);
        if (records.size() - at - 1 > MOST_ROWS) {
            throw new InventoryException(
                    TOO_LARGE, "The file has more than 100,000 rows.", "Split it into several files.");
        }
        var used = records.subList(at, records.size());
        var square = table.format().isWorkbook() ? WorkbookTable.squared(used) : used;
        return new InventoryFile(table.format(), square.getFirst(), square.subList(1, square.size()), table.notes());
    }

    private static Table text(byte[] bytes, ImportOptions options, int mostRecords) {
        var decoded = TextDecoder.decode(bytes, options.charset());
        var text = decoded.text();
        if (text.isBlank()) {
            throw empty();
        }
        var delimiter = options.delimiter() == null ? delimiter(text) : options.delimiter();
        var format = new FileFormat(decoded.charset(), decoded.byteOrderMark(), delimiter, "", sample(text));
        return new Table(format, CsvText.read(text, delimiter, mostRecords), List.of());
    }

    private static InventoryException empty() {
        return new InventoryException(
                NOT_READABLE, "The file is empty.", "Export the inventory again with its header row.");
    }

    private static char delimiter(String text) {
        var told = SEPARATOR_LINE.matcher(text.substring(0, Math.min(text.length(), 16)));
        return told.find() ? told.group(1).charAt(0) : Delimiters.detect(text);
    }

    private int headerIndex(Table table, ImportOptions options) {
        var records = table.records();
        if (options.headerRow() > 0) {
            for (int i = 0; i < records.size(); i++) {
                if (records.get(i).number() == options.headerRow()) {
                    return checkHeader(records.get(i), i);
                }
            }
            throw new InventoryException(
                    NOT_READABLE,
                    "The file has no row " + options.headerRow() + ", which was chosen as header.",
                    "Choose another row.");
        }
        var first = records.subList(0, Math.min(HEADER_WITHIN, records.size()));
        var looked = records.subList(0, Math.min(USUAL_WITHIN, records.size()));
        // A sheet may begin in column D, or have empty columns between others.
        int usual = table.format().isWorkbook()
                ? Delimiters.most(looked, row -> (int) filled(row.cells()))
                : Delimiters.usualFields(looked);
        for (int i = 0; i < first.size(); i++) {
            var cells = first.get(i).cells();
            if (filled(cells) >= FILLED * usual && headers.known(cells) >= KNOWN_HEADERS) {
                return checkHeader(first.get(i), i);
            }
        }
        for (int i = 0; i < first.size(); i++) {
            if (names(first.get(i).cells()) >= FILLED * usual
                    && headers.known(first.get(i).cells()) > 0) {
                return checkHeader(first.get(i), i);
            }
        }
        var widest = first.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        if (widest > MOST_COLUMNS) {
            throw tooWide(widest);
        }
        throw new InventoryException(
                NOT_READABLE,
                "No known column was found; "
                        + (table.format().isWorkbook() ? "row " : "line ")
                        + first.getFirst().line() + " begins with ("
                        + Excerpt.of(String.join(" ", first.getFirst().cells()).strip()) + ").",
                "The file needs a header row with at least name, purpose and latency_budget."
                        + (table.format().isWorkbook() ? "" : " Maybe the delimiter is another one."));
    }

    private int checkHeader(InventoryRow header, int index) {
        if (header.cells().size() > MOST_COLUMNS) {
            throw tooWide(header.cells().size());
        }
        return index;
    }

    private static InventoryException tooWide(int columns) {
        return new InventoryException(
                TOO_LARGE,
                "The file has " + columns + " columns, at most " + MOST_COLUMNS + " are read.",
                "Leave out columns that are not needed.");
    }

    private static long filled(List<String> cells) {
        return cells.stream().filter(cell -> !cell.isBlank()).count();
    }

    /** Cells that could be column names: not blank, no numbers, no two alike. */
    private static long names(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                .filter(cell -> !cell.isEmpty() && !cell.matches("[\\d.,%+\\- ]+"))
                .distinct()
                .count();
    }

    /** Some text around the first letter beyond ASCII. */
    private static String sample(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F && text.charAt(i) != '\uFEFF') {
                int from = Math.max(0, i - 20);
                return Excerpt.of(text.substring(from, Math.min(text.length(), i + 20)));
            }
        }
        return "";
    }
}
