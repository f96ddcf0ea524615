package org.tierwise.web.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Any bytes at all as the parts of a workbook: its list of sheets, a sheet, the texts that cells share and the formats,
 * one after the other with a NUL between them. Zipped as it must be, so that they are not refused for their check sums.
 */
public final class WorkbookFuzz {
    private static final String[] PARTS = {
        "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
    };
    private static final String TYPE = "Type='http://x/relationships/";

    private WorkbookFuzz() {}

    /** Called by the fuzzer, and by {@link FuzzTargetsTest}. */
    public static void fuzzerTestOneInput(byte[] input) {
        InventoryFuzz.fuzzerTestOneInput(zipped(input));
    }

    private static byte[] zipped(byte[] input) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            put(
                    zip,
                    "_rels/.rels",
                    ("<Relationships><Relationship Id='a' " + TYPE
                                    + "officeDocument' Target='xl/workbook.xml'/></Relationships>")
                            .getBytes(StandardCharsets.UTF_8));
            put(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    ("<Relationships><Relationship Id='s' " + TYPE + "worksheet' Target='worksheets/sheet1.xml'/>"
                                    + "<Relationship Id='t' " + TYPE + "sharedStrings' Target='sharedStrings.xml'/>"
                                    + "<Relationship Id='f' " + TYPE + "styles' Target='styles.xml'/></Relationships>")
                            .getBytes(StandardCharsets.UTF_8));
            int from = 0;
            for (var part : PARTS) {
                int to = from;
                while (to < input.length && input[to] != 0) {
                    to++;
                }
                put(zip, part, Arrays.copyOfRange(input, Math.min(from, input.length), to));
                from = Math.min(input.length, to + 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
