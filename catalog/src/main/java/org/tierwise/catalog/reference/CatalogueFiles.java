package org.tierwise.catalog.reference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of a catalogue: those of a folder where it has them, else the shipped ones. Digests all that it hands out.
 * For one reading by one thread.
 */
final class CatalogueFiles {
    /** The largest shipped file has 200 KB; a file of this size is not a catalogue. */
    private static final long BYTES_MAX = 50_000_000;

    private static final int DEPTH_MAX = 3;

    private final @Nullable Path overlay;
    /** What stands for the shipped files; empty for those of this program. */
    private final Map<String, byte[]> kept;

    private final MessageDigest digest = sha256();

    private CatalogueFiles(@Nullable Path overlay, Map<String, byte[]> kept) {
        this.overlay = overlay;
        this.kept = kept;
    }

    static CatalogueFiles shipped() {
        return new CatalogueFiles(null, Map.of());
    }

    /** The files that another version of the program shipped. */
    static CatalogueFiles kept(Map<String, byte[]> files) {
        return new CatalogueFiles(null, Map.copyOf(files));
    }

    /**
     * @param known paths that a folder may replace
     * @throws CatalogueException if it is no folder, holds no file of a catalogue, or one whose name is not known
     */
    static CatalogueFiles of(Path folder, Set<String> known) {
        if (!Files.isDirectory(folder)) {
            throw refused(
                    folder.toString(),
                    "there is no such folder. Give a folder with catalogue files, such as "
                            + "prices/accelerator_prices.csv.");
        }
        try (var paths = Files.walk(folder, DEPTH_MAX)) {
            var found = paths.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".csv"))
                    .sorted()
                    .toList();
            var unknown = found.stream().filter(name -> !known.contains(name)).findFirst();
            if (unknown.isPresent()) {
                throw refused(
                        unknown.get(),
                        "the catalogue has no file of this name. It has " + String.join(", ", known) + ".");
            }
            if (found.isEmpty()) {
                throw refused(
                        folder.toString(),
                        "the folder holds none of the catalogue files. It may hold " + String.join(", ", known) + ".");
            }
        } catch (IOException e) {
            throw refused(folder.toString(), "the folder cannot be read. Check its permissions.");
        }
        return new CatalogueFiles(folder, Map.of());
    }

    boolean isReplaced(String name) {
        return overlay != null && Files.isRegularFile(overlay.resolve(name));
    }

    /** The bytes of a file by its path inside the catalogue. */
    byte[] read(String name) {
        return digested(
                name, overlay != null && isReplaced(name) ? replaced(overlay.resolve(name), name) : original(name));
    }

    /** The same, but of the shipped file even if it is replaced. */
    byte[] readShipped(String name) {
        return digested(name, original(name));
    }

    /** SHA-256 over names and bytes of all files read, in the order of reading; the object is spent afterwards. */
    String version() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private byte[] digested(String name, byte[] bytes) {
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(bytes);
        return bytes;
    }

    private byte[] original(String name) {
        if (kept.isEmpty()) {
            return ours(name);
        }
        var bytes = kept.get(name);
        if (bytes == null) {
            throw new IllegalStateException("The catalogue file (" + name + ") was not kept.");
        }
        return bytes;
    }

    static byte[] ours(String name) {
        try (var shipped = CatalogueFiles.class.getResourceAsStream("/reference/" + name)) {
            if (shipped == null) {
                throw new IllegalStateException("The catalogue file (" + name + ") is not shipped.");
            }
            return shipped.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("The shipped catalogue file (" + name + ") cannot be read.", e);
        }
    }

    private static byte[] replaced(Path file, String name) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw refused(
                        name, "the file has more than " + BYTES_MAX / 1_000_000 + " MB. Maybe it is another file.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw refused(name, "the file cannot be read. Check its permissions.");
        }
    }

    private static CatalogueException refused(String file, String message) {
        return new CatalogueException(List.of(new CatalogueIssue("FILE_UNREADABLE", file, 0, "", "", message)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
