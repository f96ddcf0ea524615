package org.tierwise.catalog.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Digest;

/** A backup file that is read. Whatever is wrong with it is named in a {@link BackupException}. */
public final class Archive implements AutoCloseable {
    /** Thousands of tables would fit. */
    private static final int MANIFEST_BYTES_MAX = 4 << 20;

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    private Archive(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
        manifest = manifest();
    }

    /**
     * Opens a backup file and checks its manifest, but not yet what it describes.
     *
     * @throws BackupException if the file is no backup of Tierwise
     */
    public static Archive open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BackupException("The backup (" + file + ") is not a file. Maybe the path is mistyped.");
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException e) {
            throw new BackupException(
                    "The file (" + file + ") is not a backup of Tierwise, or was cut off: " + e.getMessage() + ".", e);
        }
        try {
            return new Archive(file, zip);
        } catch (BackupException e) {
            closeAfter(e, zip);
            throw e;
        }
    }

    private static void closeAfter(Exception reason, ZipFile zip) {
        try {
            zip.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private Manifest manifest() {
        var entry = zip.getEntry(Manifest.NAME);
        if (entry == null) {
            throw new BackupException("The file (" + file + ") has no " + Manifest.NAME
                    + ". Maybe it is a zip of something else than a backup of Tierwise.");
        }
        try (var in = zip.getInputStream(entry)) {
            return Manifest.read(in.readNBytes(MANIFEST_BYTES_MAX));
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(Manifest.NAME, String.valueOf(e.getMessage()), e);
        }
    }

    public Manifest contents() {
        return manifest;
    }

    /**
     * Reads all of it and compares each SHA-256.
     *
     * @throws BackupException naming the first file that is damaged, missing or unknown
     */
    public void verify() {
        var listed = new TreeSet<String>();
        manifest.files().forEach(entry -> listed.add(entry.name()));
        listed.add(Manifest.NAME);
        zip.stream()
                .map(entry -> entry.getName())
                .filter(name -> !listed.contains(name))
                .forEach(name -> {
                    throw damaged(name, "the manifest does not list it", null);
                });
        for (var entry : manifest.files()) {
            read(entry, in -> in.transferTo(OutputStream.nullOutputStream()));
        }
    }

    /** What is done with the bytes of an entry. */
    interface Reading {
        void of(InputStream in) throws IOException;
    }

    /** Reads an entry to its end; throws if it was not what the manifest promises, even after all was read. */
    void read(Manifest.Entry entry, Reading reading) {
        var found = zip.getEntry(entry.name());
        if (found == null) {
            throw damaged(entry.name(), "it is missing", null);
        }
        try (var in = new DigestInputStream(zip.getInputStream(found), Digest.sha256())) {
            reading.of(new Unclosed(in));
            in.transferTo(OutputStream.nullOutputStream());
            var sha256 = HexFormat.of().formatHex(in.getMessageDigest().digest());
            if (!sha256.equals(entry.sha256())) {
                throw damaged(entry.name(), "its SHA-256 is " + sha256 + " and not " + entry.sha256(), null);
            }
        } catch (IOException e) {
            throw damaged(entry.name(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Parsers close what they have read to its end; the digest is still needed then. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }

    private BackupException damaged(String name, String what, @Nullable Exception cause) {
        return new BackupException(
                "The file (" + name + ") in (" + file + ") is damaged: " + what
                        + ". Nothing was stored. Use another backup.",
                cause);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
