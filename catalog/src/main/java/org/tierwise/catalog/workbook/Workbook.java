package org.tierwise.catalog.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** A workbook of Excel 2007 or later in memory. Not for several threads at once. */
public final class Workbook implements AutoCloseable {
    /**
     * What an inventory of 20 MB has; each cell costs a hundred bytes until it is stored, and a file of ten million cells
     * would take the memory of all other requests.
     */
    public static final int MOST_CELLS = 2_000_000;

    /** Of all texts that cells share and of all cells of a sheet together. */
    static final int MOST_CHARACTERS = 32 * 1024 * 1024;

    private static final String RELATIONS = "_rels/.rels";
    private static final int MOST_SHEETS = 1_000;
    private static final int MOST_RELATIONS = 10_000;

    /** As many as Excel can have. */
    private static final int MOST_FORMATS = 65_490;

    /** Formats that have a number and no code (ECMA-376 part 1, 18.8.30); the rest of them are general. */
    private static final Map<Integer, String> BUILT_IN = builtIn();

    private final Package parts;
    private final List<Sheet> sheets = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<CellFormat> formats = new ArrayList<>();
    private boolean since1904;

    /**
     * A sheet of cells.
     *
     * @param hidden true if Excel does not show it
     * @param part where its cells are
     */
    public record Sheet(String name, boolean hidden, String part) {}

    /**
     * A row with something in it.
     *
     * @param number as Excel shows it, from 1
     * @param cells from column A on, without the blank ones at the end
     */
    public record Row(int number, List<String> cells) {}

    private record Relation(String type, String part) {}

    private Workbook(Package parts) {
        this.parts = parts;
    }

    /** True if these are the first bytes of a zipped file, which a workbook is. */
    public static boolean isZipped(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
    }

    /** Opens a workbook: its list of sheets, its shared texts and its formats. */
    public static Workbook open(byte[] zipped) throws WorkbookException {
        return guarded(() -> {
            var workbook = new Workbook(new Package(zipped));
            workbook.readStructure();
            return workbook;
        });
    }

    /** All sheets of cells in their order, hidden ones too. */
    public List<Sheet> sheets() {
        return List.copyOf(sheets);
    }

    /** Up to so many rows of a sheet from its beginning, without rows that have nothing in them. */
    public List<Row> rows(Sheet sheet, int limit) throws WorkbookException {
        return guarded(() -> parts.read(
                sheet.part(), in -> new SheetReader(texts, formats, since1904, sheet.name()).read(in, limit)));
    }

    /** Gives its memory back. */
    @Override
    public void close() {
        try {
            parts.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Step<T> {
        T run() throws IOException, WorkbookException;
    }

    /** Whatever is wrong with the bytes is told in words. */
    private static <T> T guarded(Step<T> step) throws WorkbookException {
        try {
            return step.run();
        } catch (Package.TooMuch e) {
            throw WorkbookException.tooLarge(
                    "The workbook is too large when it is unzipped: more than 200 MB, or more than 200 times its size.",
                    "Copy the sheet with the workloads into a new workbook and import that file.");
        } catch (ZipException e) {
            throw because(e, WorkbookException.damaged("it cannot be unzipped"));
        } catch (IOException e) {
            throw because(e, WorkbookException.damaged("it ends too early or has unreadable parts"));
        }
    }

    static WorkbookException because(Exception cause, WorkbookException told) {
        told.initCause(cause);
        return told;
    }

    private void readStructure() throws IOException, WorkbookException {
        if (!parts.has(RELATIONS)) {
            throw otherFile();
        }
        var main = relations("").values().stream()
                .filter(relation -> relation.type().endsWith("/officeDocument"))
                .findFirst()
                .orElseThrow(this::otherFile);
        if (!main.part().toLowerCase(Locale.ROOT).endsWith(".xml")
                || !main.part().contains("xl/")) {
            throw otherFile();
        }
        var relations = relations(main.part());
        read(main.part(), xml -> readSheets(xml, relations));
        var styles = first(relations, "/styles");
        if (styles.isPresent()) {
            read(styles.get().part(), this::readFormats);
        }
        var shared = first(relations, "/sharedStrings");
        if (shared.isPresent()) {
            read(shared.get().part(), this::readTexts);
        }
    }

    /** Some programs name parts that they do not write, as there is nothing to be written. */
    private Optional<Relation> first(Map<String, Relation> relations, String type) {
        return relations.values().stream()
                .filter(relation -> relation.type().endsWith(type) && parts.has(relation.part()))
                .findFirst();
    }

    private WorkbookException otherFile() {
        var what = "a zipped file, but no Excel workbook";
        var remedy = "Import the .csv or .xlsx file itself.";
        if (parts.hasIn("xl/workbook.bin")) {
            what = "a binary Excel workbook (.xlsb)";
            remedy = "Save it in Excel as \"Excel Workbook (.xlsx)\" and import that file.";
        } else if (parts.hasIn("word/") || parts.hasIn("ppt/")) {
            what = "a Word document or a presentation";
            remedy = "Copy its table into a workbook and import that as .xlsx or CSV.";
        } else if (parts.has("mimetype") && parts.has("content.xml")) {
            what = "an OpenDocument file (.ods)";
            remedy = "Save it as \"Excel 2007-365 (.xlsx)\" and import that file.";
        } else if (parts.hasIn("index/")) {
            what = "a Numbers document";
            remedy = "Export it as Excel (.xlsx) or CSV and import that file.";
        }
        return new WorkbookException(WorkbookException.Kind.OTHER_FILE, "The file is " + what + ".", remedy);
    }

    /** Reads a part of XML. */
    interface Part {
        void read(Xml xml) throws XMLStreamException, WorkbookException;
    }

    private void read(String part, Part reading) throws IOException, WorkbookException {
        parts.read(part, in -> {
            readXml(part, in, reading);
            return part;
        });
    }

    static void readXml(String part, InputStream in, Part reading) throws WorkbookException, IOException {
        try (var xml = new Xml(in)) {
            reading.read(xml);
        } catch (XMLStreamException e) {
            throw because(e, WorkbookException.damaged("the part (" + part + ") cannot be read as XML"));
        }
    }

    /** What a part refers to, by id; of the package itself with an empty name. */
    private Map<String, Relation> relations(String part) throws IOException, WorkbookException {
        int slash = part.lastIndexOf('/');
        var folder = part.substring(0, slash + 1);
        var found = new HashMap<String, Relation>();
        read(part.isEmpty() ? RELATIONS : folder + "_rels/" + part.substring(slash + 1) + ".rels", xml -> {
            while (xml.next()) {
                if (xml.begins("Relationship") && !"External".equals(xml.attribute("TargetMode"))) {
                    atMost(MOST_RELATIONS, found.size(), "references");
                    found.put(
                            text(xml.attribute("Id")),
                            new Relation(text(xml.attribute("Type")), target(folder, text(xml.attribute("Target")))));
                }
            }
        });
        return found;
    }

    private static String target(String folder, String written) throws WorkbookException {
        try {
            return URI.create("/" + folder)
                    .resolve(written.replace('\\', '/').replace(" ", "%20"))
                    .getPath()
                    .substring(1);
        } catch (IllegalArgumentException | NullPointerException | StringIndexOutOfBoundsException e) {
            throw because(e, WorkbookException.damaged("it refers to (" + written + ")"));
        }
    }

    private static String text(@Nullable String attribute) {
        return attribute == null ? "" : attribute;
    }

    private void readSheets(Xml xml, Map<String, Relation> relations) throws XMLStreamException, WorkbookException {
        var listed = new HashSet<String>();
        while (xml.next()) {
            if (xml.begins("workbookPr")) {
                since1904 = List.of("1", "true").contains(text(xml.attribute("date1904")));
            } else if (xml.begins("sheet")) {
                var relation = relations.get(text(xml.attribute("id")));
                // Sheets of charts and macros have no cells.
                if (relation != null && relation.type().endsWith("/worksheet") && listed.add(relation.part())) {
                    atMost(MOST_SHEETS, sheets.size(), "sheets");
                    var state = text(xml.attribute("state"));
                    sheets.add(new Sheet(
                            text(xml.attribute("name")),
                            state.equals("hidden") || state.equals("veryHidden"),
                            relation.part()));
                }
            }
        }
    }

    private void readFormats(Xml xml) throws XMLStreamException, WorkbookException {
        var codes = new HashMap<>(BUILT_IN);
        var known = new HashMap<Integer, CellFormat>();
        boolean ofCells = false;
        while (xml.next()) {
            if (xml.begins("numFmt")) {
                atMost(MOST_FORMATS, codes.size(), "number formats");
                codes.put(id(xml), text(xml.attribute("formatCode")));
            } else if (xml.begins("cellXfs") || xml.ends("cellXfs")) {
                ofCells = xml.begins("cellXfs");
            } else if (ofCells && xml.begins("xf")) {
                atMost(MOST_FORMATS, formats.size(), "formats of cells");
                formats.add(known.computeIfAbsent(id(xml), id -> CellFormat.of(codes.getOrDefault(id, "General"))));
            }
        }
    }

    /** Of the number format of an element; 0, which is the general one, where there is none. */
    private static int id(Xml xml) {
        return Math.max(0, SheetReader.whole(text(xml.attribute("numFmtId"))));
    }

    private void readTexts(Xml xml) throws XMLStreamException, WorkbookException {
        int characters = 0;
        while (xml.next()) {
            if (xml.begins("si")) {
                var text = RichText.read(xml, "si");
                characters += text.length() + 1;
                if (characters > MOST_CHARACTERS) {
                    throw tooMuchText();
                }
                atMost(MOST_CELLS, texts.size(), "texts");
                texts.add(text.isEmpty() ? "" : text);
            }
        }
    }

    private static void atMost(int most, int have, String what) throws WorkbookException {
        if (have >= most) {
            throw WorkbookException.tooLarge(
                    String.format(Locale.ENGLISH, "The workbook has more than %,d %s.", most, what),
                    "Copy the sheet with the workloads into a new workbook and import that file.");
        }
    }

    static WorkbookException tooMuchText() {
        return WorkbookException.tooLarge(
                "The workbook has more than 32 million characters in its cells.",
                "Leave out columns that are not needed, or split it into several files.");
    }

    private static Map<Integer, String> builtIn() {
        var codes = new HashMap<Integer, String>();
        codes.put(9, "0%");
        codes.put(10, "0.00%");
        for (int date : new int[] {14, 15, 16, 17, 22}) {
            codes.put(date, "yyyy-mm-dd");
        }
        for (int time : new int[] {18, 19, 20, 21, 45, 46, 47}) {
            codes.put(time, "h:mm:ss");
        }
        // The dates and times of East Asia.
        for (int date = 27; date <= 58; date++) {
            if (date <= 36 || date >= 50) {
                codes.put(date, "yyyy-mm-dd");
            }
        }
        return Map.copyOf(codes);
    }
}
