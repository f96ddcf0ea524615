package org.tierwise.catalog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One process per data folder. H2 locks the database file, but a file that is replaced by another (after an upgrade or
 * a restore) is a new file with a new lock: this lock lasts over the exchange. The operating system frees it when the
 * process dies.
 */
final class DataLock implements AutoCloseable {
    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of this folder, which must exist.
     *
     * @throws StorageException if somebody else has it
     */
    static DataLock take(Path dataDirectory) {
        var file = dataDirectory.resolve("db").resolve("tierwise.lock");
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return new DataLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new StorageException(
                    "The data directory (" + dataDirectory + ") cannot be locked: " + e.getMessage(), e);
        }
        throw new RunningException(alreadyRunning(dataDirectory));
    }

    /** This process may hold it too: then the lock overlaps its own. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    static boolean isTaken(Path dataDirectory) {
        try (var lock = take(dataDirectory)) {
            return false;
        } catch (RunningException e) {
            return true;
        }
    }

    static String alreadyRunning(Path dataDirectory) {
        return "Tierwise is already running with the data directory (" + dataDirectory
                + "). Stop it first, or choose another directory with --data.";
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StorageException("The lock of the data directory cannot be freed: " + e.getMessage(), e);
        }
    }
}
