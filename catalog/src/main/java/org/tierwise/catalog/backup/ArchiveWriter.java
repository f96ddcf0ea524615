package org.tierwise.catalog.backup;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Digest;

/** Writes a backup file, entry by entry; the manifest comes last. Equal contents give equal bytes. */
final class ArchiveWriter implements AutoCloseable {
    /** The first time that a zip can name: the true one is in the manifest, if it matters. */
    private static final LocalDateTime ANY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ZipOutputStream zip;
    private final List<Manifest.Entry> entries = new ArrayList<>();

    ArchiveWriter(OutputStream out) {
        zip = new ZipOutputStream(new BufferedOutputStream(out, 1 << 16));
    }

    /** What an entry consists of. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    void add(String name, @Nullable Long next, Content content) throws IOException {
        begin(name);
        var counted = new Counted(zip);
        // The buffer spares the digest and the zip the many small writes of rows.
        var buffered = new BufferedOutputStream(counted, 1 << 16);
        content.writeTo(buffered);
        buffered.flush();
        zip.closeEntry();
        entries.add(new Manifest.Entry(name, counted.sha256(), counted.bytes, next));
    }

    /** Ends the file with its manifest. */
    void finish(Manifest.Kind kind, Stamp stamp, int schema, Contents contents) throws IOException {
        begin(Manifest.NAME);
        zip.write(new Manifest(
                        Manifest.FORMAT, kind, stamp.tierwise(), schema, stamp.createdAt(), contents, entries, null)
                .sealed());
        zip.closeEntry();
        zip.finish();
    }

    private void begin(String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(ANY_TIME);
        zip.putNextEntry(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static final class Counted extends FilterOutputStream {
        private final MessageDigest digest = Digest.sha256();
        private long bytes;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            digest.update((byte) b);
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
            digest.update(from, offset, length);
            bytes += length;
        }

        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
