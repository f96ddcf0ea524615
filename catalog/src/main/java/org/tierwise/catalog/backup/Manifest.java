package org.tierwise.catalog.backup;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.json.RecordJson;

/**
 * What a backup file says about itself; the last entry of its zip.
 *
 * @param format {@link #FORMAT}
 * @param kind how the data are kept
 * @param tierwise version of the program that wrote it
 * @param schema version of the last migration that the data went through
 * @param createdAt when; missing in an export, so that equal data give equal bytes
 * @param contents what is in it, to compare with what comes out
 * @param files all other entries of the zip
 * @param seal SHA-256 of this document without its seal
 */
public record Manifest(
        String format,
        Kind kind,
        String tierwise,
        int schema,
        @Nullable Instant createdAt,
        Contents contents,
        List<Entry> files,
        @Nullable String seal) {
    static final String FORMAT = "tierwise.backup/1";
    static final String NAME = "manifest.json";

    /** How the data are kept. */
    public enum Kind {
        /** The file of the embedded database. */
        H2_FILE,
        /** One file of JSON lines a table, for any database. */
        TABLES
    }

    /**
     * One file in the zip.
     *
     * @param bytes its length before compression
     * @param next the number that the database gives to the next row; missing if it numbers none
     */
    public record Entry(
            String name,
            String sha256,
            long bytes,
            @Nullable Long next) {}

    public Manifest {
        files = List.copyOf(files);
    }

    byte[] sealed() {
        return json(with(sha256()));
    }

    private String sha256() {
        return Digest.sha256(json(with(null)));
    }

    private Manifest with(@Nullable String otherSeal) {
        return new Manifest(format, kind, tierwise, schema, createdAt, contents, files, otherSeal);
    }

    private static byte[] json(Manifest manifest) {
        return RecordJson.write(manifest).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it is no manifest, of an unknown format, or was changed
     */
    static Manifest read(byte[] bytes) {
        var manifest = RecordJson.read(new String(bytes, StandardCharsets.UTF_8), Manifest.class);
        if (!FORMAT.equals(manifest.format)) {
            throw new IllegalArgumentException("its format is (" + manifest.format + ") and not " + FORMAT);
        }
        if (!manifest.sha256().equals(manifest.seal)) {
            throw new IllegalArgumentException("it was changed: its seal does not fit");
        }
        return manifest;
    }
}
