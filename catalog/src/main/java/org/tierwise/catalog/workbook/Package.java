package org.tierwise.catalog.workbook;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The parts of a zipped package (ECMA-376 part 2) in memory. Opening it unzips everything once without keeping it, so
 * that what comes later reads no more than what was found to be within the limits.
 */
final class Package implements AutoCloseable {
    static final int MOST_PARTS = 1_000;
    /** Folders have entries too. */
    private static final int MOST_LISTED = 5_000;

    static final long MOST_BYTES = 200L * 1024 * 1024;
    /** Sheets of numbers shrink to a fiftieth; zeros to a thousandth. Small packages may shrink as they like. */
    private static final long MOST_SHRUNK = 200;

    private static final long FREE_BYTES = 10L * 1024 * 1024;

    private final ZipFile zip;
    private final Map<String, ZipArchiveEntry> parts = new HashMap<>();

    /** Does something with the content of a part. */
    interface Reading<T> {
        T read(InputStream content) throws IOException, WorkbookException;
    }

    Package(byte[] zipped) throws IOException, WorkbookException {
        if (listed(zipped) > MOST_LISTED) {
            throw tooManyParts();
        }
        zip = ZipFile.builder().setByteArray(zipped).get();
        long unzipped = 0;
        long most = Math.min(MOST_BYTES, Math.max(FREE_BYTES, MOST_SHRUNK * zipped.length));
        for (var entry : Collections.list(zip.getEntries())) {
            var name = nameOf(entry);
            if (entry.isDirectory()) {
                continue;
            }
            if (parts.put(name, entry) != null) {
                throw WorkbookException.damaged("it has two parts named (" + name + ")");
            }
            if (parts.size() > MOST_PARTS) {
                throw tooManyParts();
            }
            if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED
                    || entry.getGeneralPurposeBit().usesEncryption()) {
                throw WorkbookException.damaged("the part (" + name + ") is zipped in a way that workbooks are not");
            }
            try (var content = new Limited(zip.getInputStream(entry), most - unzipped)) {
                unzipped += content.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private static WorkbookException tooManyParts() {
        return WorkbookException.tooLarge(
                "The workbook has more than 1,000 parts.",
                "Copy the sheet with the workloads into a new workbook and import that file.");
    }

    /** How often the signature of an entry of a directory comes, before half a million entries are read. */
    private static int listed(byte[] zipped) {
        int count = 0;
        for (int i = 0; i + 3 < zipped.length; i++) {
            count += zipped[i] == 'P' && zipped[i + 1] == 'K' && zipped[i + 2] == 1 && zipped[i + 3] == 2 ? 1 : 0;
        }
        return count;
    }

    private static String nameOf(ZipArchiveEntry entry) throws WorkbookException {
        // Some programs write the separators of Windows.
        var name = entry.getName().replace('\\', '/').toLowerCase(Locale.ROOT);
        if (name.startsWith("/") || name.contains("../") || name.contains(":") || name.indexOf('\0') >= 0) {
            throw WorkbookException.damaged("it has a part with the name (" + entry.getName() + ")");
        }
        return name;
    }

    boolean has(String name) {
        return parts.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** Any part whose name begins so, in capitals or not. */
    boolean hasIn(String beginning) {
        return parts.keySet().stream().anyMatch(name -> name.startsWith(beginning.toLowerCase(Locale.ROOT)));
    }

    /** Reads a part; names are compared without regard to capitals. */
    <T> T read(String name, Reading<T> reading) throws IOException, WorkbookException {
        var part = parts.get(name.toLowerCase(Locale.ROOT));
        if (part == null) {
            throw WorkbookException.damaged("the part (" + name + ") is missing");
        }
        try (var content = zip.getInputStream(part)) {
            return reading.read(content);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Stops where more than so many bytes come. */
    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new TooMuch();
            }
        }
    }

    /** More was unzipped than is read. */
    static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
