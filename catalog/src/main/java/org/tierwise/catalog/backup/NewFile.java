package org.tierwise.catalog.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.tierwise.catalog.DurableFiles;

/** Writes a file under another name and gives it its own when it is whole and on disk. Only its owner can read it. */
final class NewFile {
    private NewFile() {}

    static void requireFree(Path file, boolean replace) {
        if (!replace && Files.exists(file)) {
            throw new BackupException(
                    "The file (" + file + ") exists. Choose another name, or replace it with --replace.");
        }
    }

    static void write(Path file, boolean replace, ArchiveWriter.Content content) {
        requireFree(file, replace);
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try {
                Files.deleteIfExists(part);
                createPrivately(part);
                try (var out = Files.newOutputStream(part)) {
                    content.writeTo(out);
                }
                DurableFiles.moveIntoPlace(part, file);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new BackupException(
                    "The file (" + file + ") cannot be written: "
                            + (e instanceof UncheckedIOException ? e.getCause() : e)
                            + ". Maybe the folder is missing, read-only or full.",
                    e);
        }
    }

    private static void createPrivately(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }
}
