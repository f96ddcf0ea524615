package org.tierwise.catalog.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The files of a catalogue: those of a folder where it has them, else the shipped ones. Digests all that it hands out. */
final class CatalogueFiles {
    private final @Nullable Path overlay;
    private final MessageDigest digest = sha256();

    CatalogueFiles(@Nullable Path overlay) {
        this.overlay = overlay;
    }

    /** The bytes of a file by its path inside the catalogue. */
    byte[] read(String name) {
        byte[] bytes = bytesOf(name);
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(bytes);
        return bytes;
    }

    /** SHA-256 over names and bytes of all files read, in the order of reading; the object is spent afterwards. */
    String version() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private byte[] bytesOf(String name) {
        try {
            if (overlay != null && Files.isRegularFile(overlay.resolve(name))) {
                return Files.readAllBytes(overlay.resolve(name));
            }
            try (var shipped = CatalogueFiles.class.getResourceAsStream("/reference/" + name)) {
                if (shipped == null) {
                    throw new IllegalStateException("The catalogue file (" + name + ") is not shipped.");
                }
                return shipped.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The catalogue file (" + name + ") cannot be read.", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
