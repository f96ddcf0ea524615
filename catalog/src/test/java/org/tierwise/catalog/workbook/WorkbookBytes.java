package org.tierwise.catalog.workbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes workbooks part by part, also such as no program would write. */
public final class WorkbookBytes {
    private final Map<String, byte[]> parts = new LinkedHashMap<>();
    private final StringBuilder sheets = new StringBuilder();
    private final StringBuilder relations = new StringBuilder();
    private String workbookProperties = "";
    private int count;

    public WorkbookBytes() {
        part(
                "_rels/.rels",
                "<Relationships><Relationship Id='a' Type='http://x/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>");
    }

    /** A sheet with these rows of XML. */
    public WorkbookBytes sheet(String name, String state, String rows) {
        count++;
        sheets.append(
                "<sheet name='" + name + "' sheetId='" + count + "' state='" + state + "' r:id='s" + count + "'/>");
        relation("s" + count, "worksheet", "worksheets/sheet" + count + ".xml");
        return part(
                "xl/worksheets/sheet" + count + ".xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
    }

    public WorkbookBytes sheet(String rows) {
        return sheet("Sheet" + (count + 1), "visible", rows);
    }

    /** A sheet of texts, written in place. */
    public WorkbookBytes table(String name, String state, String... lines) {
        var rows = new StringBuilder();
        for (var line : lines) {
            rows.append("<row>");
            for (var cell : line.split("\\|", -1)) {
                rows.append("<c t='inlineStr'><is><t>" + cell + "</t></is></c>");
            }
            rows.append("</row>");
        }
        return sheet(name, state, rows.toString());
    }

    /** Texts that cells share, each as XML. */
    public WorkbookBytes texts(String... items) {
        relation("texts", "sharedStrings", "sharedStrings.xml");
        var all = new StringBuilder("<sst>");
        for (var item : items) {
            all.append("<si>" + item + "</si>");
        }
        return part("xl/sharedStrings.xml", all + "</sst>");
    }

    /** A number format for each style from 0 on. */
    public WorkbookBytes formats(String... codes) {
        relation("styles", "styles", "/xl/styles.xml");
        var formats = new StringBuilder();
        var cells = new StringBuilder();
        for (int i = 0; i < codes.length; i++) {
            boolean builtIn = codes[i].matches("\\d+");
            var id = builtIn ? codes[i] : String.valueOf(164 + i);
            var code = codes[i].replace("&", "&amp;").replace("\"", "&quot;");
            formats.append(builtIn ? "" : "<numFmt numFmtId='" + id + "' formatCode=\"" + code + "\"/>");
            cells.append("<xf numFmtId='" + id + "'/>");
        }
        return part(
                "xl/styles.xml",
                "<styleSheet><numFmts>" + formats + "</numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs>"
                        + cells + "</cellXfs></styleSheet>");
    }

    WorkbookBytes since1904() {
        workbookProperties = "<workbookPr date1904='1'/>";
        return this;
    }

    WorkbookBytes relation(String id, String type, String target) {
        relations.append(
                "<Relationship Id='" + id + "' Type='http://x/relationships/" + type + "' Target='" + target + "'/>");
        return this;
    }

    WorkbookBytes part(String name, String content) {
        return part(name, content.getBytes(StandardCharsets.UTF_8));
    }

    WorkbookBytes part(String name, byte[] content) {
        parts.put(name, content);
        return this;
    }

    public byte[] bytes() {
        if (!parts.containsKey("xl/workbook.xml")) {
            part(
                    "xl/workbook.xml",
                    "<workbook xmlns:r='r'>" + workbookProperties + "<sheets>" + sheets + "</sheets></workbook>");
            part("xl/_rels/workbook.xml.rels", "<Relationships>" + relations + "</Relationships>");
        }
        return zipped(parts);
    }

    static byte[] zipped(Map<String, byte[]> parts) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
