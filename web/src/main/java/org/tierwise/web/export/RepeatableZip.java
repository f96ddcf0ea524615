package org.tierwise.web.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Makes a workbook depend on its content only: the library that wrote it stamps it with the time of writing. */
final class RepeatableZip {
    private static final String CORE = "docProps/core.xml";
    private static final String CREATED = "(<dcterms:created[^>]*>)[^<]*(</dcterms:created>)";
    /** The earliest time that a zip entry can have. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private RepeatableZip() {}

    /** From a file and not from memory: what the library writes can only be read by its directory at the end. */
    static void copy(Path workbook, Instant created, OutputStream out) throws IOException {
        var stamp = created.truncatedTo(ChronoUnit.SECONDS);
        var zip = new ZipOutputStream(out);
        try (var in = new ZipFile(workbook.toFile())) {
            for (var entry : in.stream().toList()) {
                var content = in.getInputStream(entry).readAllBytes();
                if (entry.getName().equals(CORE)) {
                    content = new String(content, StandardCharsets.UTF_8)
                            .replaceFirst(CREATED, "$1" + stamp + "$2")
                            .getBytes(StandardCharsets.UTF_8);
                }
                var copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(ENTRY_TIME);
                zip.putNextEntry(copy);
                zip.write(content);
                zip.closeEntry();
            }
        }
        zip.finish();
    }
}
