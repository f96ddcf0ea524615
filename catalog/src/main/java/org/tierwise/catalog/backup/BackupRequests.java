package org.tierwise.catalog.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.DurableFiles;

/**
 * How a command gets a backup from a running server, which alone can read an embedded database: it leaves a file in a
 * folder of the data folder, the server puts the backup beside it, and the command takes it. Only the owner of the data
 * can enter that folder, and the server writes to no other place, so that the request needs no address, no port and no
 * password.
 */
public final class BackupRequests {
    private static final Logger LOG = LoggerFactory.getLogger(BackupRequests.class);
    private static final Pattern REQUEST = Pattern.compile("([0-9a-f-]{36})\\.(backup|export)");
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 200;

    private final Path dataFolder;
    private final Path folder;

    public BackupRequests(Path dataFolder) {
        this.dataFolder = dataFolder;
        folder = dataFolder.toAbsolutePath().resolve("requests");
    }

    private Path file(String id, String kind) {
        return folder.resolve(id + "." + kind);
    }

    // The command's side

    /**
     * Asks the running server and waits for its answer.
     *
     * @param tables true for an export of all tables
     * @param replace whether an existing file may be replaced
     * @throws BackupException if it does not answer, or failed
     */
    public void ask(boolean tables, Path target, boolean replace) {
        NewFile.requireFree(target, replace);
        var id = UUID.randomUUID().toString();
        var kind = tables ? "export" : "backup";
        try {
            DurableFiles.createPrivately(folder);
            Files.createFile(file(id, kind));
            awaitTaken(file(id, kind));
            awaitDone(id);
            try {
                NewFile.write(target, replace, out -> Files.copy(file(id, "zip"), out));
            } finally {
                Files.delete(file(id, "zip"));
            }
        } catch (IOException e) {
            throw new BackupException("The running Tierwise cannot be asked for a backup: " + e, e);
        }
    }

    private void awaitTaken(Path request) throws IOException {
        long deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
        while (Files.exists(request)) {
            if (System.nanoTime() > deadline) {
                Files.deleteIfExists(request);
                var latest = Backups.list(dataFolder);
                throw new BackupException("Tierwise is running with the data directory (" + dataFolder
                        + ") and does not answer. Stop it and repeat this, or take its latest automatic backup: "
                        + (latest.isEmpty()
                                ? "there is none yet."
                                : latest.getFirst().path() + "."));
            }
            pause();
        }
    }

    private void awaitDone(String id) throws IOException {
        while (!Files.exists(file(id, "zip"))) {
            if (Files.exists(file(id, "failed"))) {
                var reason = Files.readString(file(id, "failed"));
                Files.delete(file(id, "failed"));
                throw new BackupException("The running Tierwise could not do it: " + reason);
            }
            if (!Database.isOpenIn(dataFolder)) {
                throw new BackupException("Tierwise was stopped while it made the backup. Repeat this.");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts threads here.", e);
        }
    }

    // The server's side

    /** Removes what commands left that have ended. */
    void forgetAll() {
        try {
            DurableFiles.createPrivately(folder);
            for (var file : files()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("Old requests for backups in {} cannot be removed: {}", folder, e.toString());
        }
    }

    /** Does what commands ask for. */
    void answer(Backups backups, Stop stop) {
        for (var file : files()) {
            var name = REQUEST.matcher(file.getFileName().toString());
            if (name.matches()) {
                answer(backups, name.group(1), name.group(2), stop);
            }
        }
    }

    private void answer(Backups backups, String id, String kind, Stop stop) {
        try {
            Files.delete(file(id, kind));
            try {
                backups.write(file(id, "zip"), kind.equals("export"), stop);
            } catch (RuntimeException e) {
                LOG.warn("A backup that a command asked for failed.", e);
                var text = file(id, "text");
                Files.writeString(text, String.valueOf(e.getMessage()));
                DurableFiles.moveIntoPlace(text, file(id, "failed"));
            }
        } catch (IOException e) {
            LOG.warn("A request for a backup in {} cannot be answered: {}", folder, e.toString());
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.toList();
        } catch (IOException e) {
            throw new BackupException("The requests in (" + folder + ") cannot be read: " + e, e);
        }
    }
}
