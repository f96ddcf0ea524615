package org.tierwise.catalog.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Reads the cells of a sheet (ECMA-376 part 1, 18.3.1). Formulas are skipped; their last results are the cells. */
final class SheetReader {
    /** Beyond these a sheet is no inventory, and would only take memory. */
    static final int MOST_COLUMNS = 256;

    private static final int LAST_ROW = 1_048_576;

    private final List<String> texts;
    private final List<CellFormat> formats;
    private final boolean since1904;
    private final String sheet;
    private long characters;
    private int filled;

    SheetReader(List<String> texts, List<CellFormat> formats, boolean since1904, String sheet) {
        this.texts = texts;
        this.formats = formats;
        this.since1904 = since1904;
        this.sheet = sheet;
    }

    List<Workbook.Row> read(InputStream in, int limit) throws IOException, WorkbookException {
        var rows = new ArrayList<Workbook.Row>();
        Workbook.readXml(sheet, in, xml -> {
            int number = 0;
            while (rows.size() < limit && xml.next() && !xml.ends("sheetData")) {
                if (xml.begins("row")) {
                    number = rowNumber(xml.attribute("r"), number + 1);
                    var cells = cells(xml, number);
                    if (!cells.isEmpty()) {
                        rows.add(new Workbook.Row(number, cells));
                    }
                }
            }
        });
        return rows;
    }

    private int rowNumber(@Nullable String written, int next) throws WorkbookException {
        if (written == null) {
            return next;
        }
        int number = whole(written);
        if (number < next || number > LAST_ROW) {
            throw damaged("a row with the number (" + written + ") where " + next + " or more is due");
        }
        return number;
    }

    /** The cells of the row that begins here, without blank ones at the end. */
    private List<String> cells(Xml xml, int row) throws XMLStreamException, WorkbookException {
        var cells = new ArrayList<String>();
        int column = -1;
        while (xml.next() && !xml.ends("row")) {
            if (xml.begins("c")) {
                column = column(xml.attribute("r"), column + 1);
                var text = cell(xml, row);
                if (text.isBlank()) {
                    continue;
                }
                if (column >= MOST_COLUMNS) {
                    throw WorkbookException.tooLarge(
                            "The sheet (" + sheet + ") has a value beyond column " + MOST_COLUMNS + ", in row " + row
                                    + ".",
                            "Leave out columns that are not needed.");
                }
                if (++filled > Workbook.MOST_CELLS) {
                    throw WorkbookException.tooLarge(
                            "The sheet (" + sheet + ") has more than 2,000,000 cells with something in them.",
                            "Leave out columns that are not needed, or split it into several files.");
                }
                characters += text.length() + 1;
                if (characters > Workbook.MOST_CHARACTERS) {
                    throw Workbook.tooMuchText();
                }
                while (cells.size() < column) {
                    cells.add("");
                }
                cells.add(text);
            }
        }
        return cells;
    }

    /** Of a reference such as "AB12", from 0; the next one where there is none. */
    private int column(@Nullable String reference, int next) throws WorkbookException {
        if (reference == null) {
            return next;
        }
        int column = 0;
        int letters = 0;
        while (letters < Math.min(3, reference.length()) && isLetter(reference.charAt(letters))) {
            column = column * 26 + (reference.charAt(letters++) - 'A' + 1);
        }
        if (letters == 0 || whole(reference.substring(letters)) < 1) {
            throw damaged("a cell named (" + reference + ")");
        }
        if (column - 1 < next) {
            throw damaged("a cell named (" + reference + ") after one that is right of it");
        }
        return column - 1;
    }

    private String cell(Xml xml, int row) throws XMLStreamException, WorkbookException {
        var type = xml.attribute("t");
        var style = xml.attribute("s");
        var value = "";
        while (xml.next() && !xml.ends("c")) {
            if (xml.begins("v")) {
                value = xml.text();
            } else if (xml.begins("is")) {
                value = RichText.read(xml, "is");
            }
        }
        return value.isEmpty() ? "" : text(type == null ? "n" : type, value, style, row);
    }

    private String text(String type, String value, @Nullable String style, int row) throws WorkbookException {
        return switch (type) {
            case "s" -> shared(value, row);
            case "n" -> number(value, format(style), row);
            case "b" -> value.equals("0") ? "false" : "true";
            case "str" -> RichText.unescaped(value);
            // Texts in place, errors such as #N/A, and dates as ISO 8601.
            default -> value;
        };
    }

    private String shared(String index, int row) throws WorkbookException {
        int at = whole(index);
        if (at < 0 || at >= texts.size()) {
            throw damaged("a text in row " + row + " that is not in the workbook (" + index + ")");
        }
        return texts.get(at);
    }

    private CellFormat format(@Nullable String style) {
        int at = style == null ? -1 : whole(style);
        return at >= 0 && at < formats.size() ? formats.get(at) : CellFormat.GENERAL;
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /** A number of at most nine digits; −1 if it is none. */
    static int whole(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private String number(String value, CellFormat format, int row) throws WorkbookException {
        try {
            double number = value.length() > 100 ? Double.NaN : Double.parseDouble(value);
            if (Double.isFinite(number)) {
                return format.show(number, since1904);
            }
        } catch (NumberFormatException e) {
            throw Workbook.because(e, noNumber(value, row));
        }
        throw noNumber(value, row);
    }

    private WorkbookException noNumber(String value, int row) {
        return damaged(
                "a number in row " + row + " that is none (" + value.substring(0, Math.min(40, value.length())) + ")");
    }

    private WorkbookException damaged(String what) {
        return WorkbookException.damaged("the sheet (" + sheet + ") has " + what);
    }
}
