package org.tierwise.catalog.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tierwise.catalog.BeforeUpgrade;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.DurableFiles;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.backup.BackupFile.Reason;

/**
 * The automatic backups of a running server, in the folder {@code backups} of its data folder: one a day, the newest
 * checked once a week by putting it back into a scratch folder. What fails is logged and stands in the {@link #state};
 * it never stops the server. Safe for concurrent use; one thing is done at a time.
 */
public final class Backups {
    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final Duration BACKUP_EVERY = Duration.ofDays(1);
    private static final Duration BACKUP_RETRY = Duration.ofHours(1);
    private static final Duration VERIFY_EVERY = Duration.ofDays(7);
    private static final Duration VERIFY_RETRY = Duration.ofDays(1);

    private final Database database;
    private final Path folder;
    private final String version;
    private final Clock clock;
    private final StateFile stateFile;
    private StateFile.Known known;

    /**
     * @param dataFolder of this instance
     * @param version of this program, noted in each backup
     */
    public Backups(Database database, Path dataFolder, String version, Clock clock) {
        this.database = database;
        this.version = version;
        this.clock = clock;
        folder = folderIn(dataFolder);
        createFolder(folder);
        removeScratch();
        stateFile = new StateFile(folder);
        known = stateFile.read();
    }

    /** Where the automatic backups of a data folder are. */
    public static Path folderIn(Path dataFolder) {
        return dataFolder.toAbsolutePath().resolve("backups");
    }

    /** The automatic backups of a data folder, newest first. */
    public static List<BackupFile> list(Path dataFolder) {
        return filesIn(folderIn(dataFolder));
    }

    /** Backs up a database before its schema is changed. If that fails, the schema is not changed. */
    public static BeforeUpgrade beforeUpgrade(Path dataFolder, String version, Clock clock) {
        return (ctx, progress) -> {
            var backup = newFile(folderIn(dataFolder), clock, Reason.UPGRADE);
            LOG.info("Backing up schema {} to {} before {}.", progress.current(), backup.path(), progress.pending());
            try {
                BackupFiles.backUp(ctx, backup.path(), new Stamp(version, backup.at()));
            } catch (BackupException e) {
                throw new StorageException(
                        "The database must be upgraded from schema " + progress.current() + " to " + progress.newest()
                                + ", and the backup before it failed: " + e.getMessage() + " Nothing was changed.",
                        e);
            }
        };
    }

    static BackupFile newFile(Path folder, Clock clock, Reason reason) {
        createFolder(folder);
        return BackupFile.in(folder, clock.instant().truncatedTo(ChronoUnit.MILLIS), reason);
    }

    private static void createFolder(Path folder) {
        try {
            DurableFiles.createPrivately(folder);
        } catch (IOException e) {
            throw new BackupException("The folder of the backups (" + folder + ") cannot be made: " + e, e);
        }
    }

    /** Newest first. */
    public List<BackupFile> list() {
        return filesIn(folder);
    }

    private static List<BackupFile> filesIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(BackupFile::of)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(BackupFile::at).reversed())
                    .toList();
        } catch (IOException e) {
            throw new BackupException("The folder of the backups (" + folder + ") cannot be read: " + e, e);
        }
    }

    /** Newest first, without those of a time that is still to come: they were made before the clock was set back. */
    private List<BackupFile> past() {
        var now = clock.instant();
        return list().stream().filter(backup -> !backup.at().isAfter(now)).toList();
    }

    public BackupState state() {
        var now = Objects.requireNonNull(known());
        var error = now.backupError() == null ? now.verifyError() : now.backupError();
        return new BackupState(
                folder,
                past().stream().findFirst().orElse(null),
                now.verifiedAt(),
                now.verifiedFile(),
                now.backupError() == null ? now.verifyFailedAt() : now.backupFailedAt(),
                error == null ? "" : error);
    }

    private StateFile.Known known() {
        synchronized (stateFile) {
            return known;
        }
    }

    private void note(StateFile.Known next) {
        synchronized (stateFile) {
            known = next;
            stateFile.write(next);
        }
    }

    /**
     * Makes a backup now and keeps it like a daily one.
     *
     * @throws BackupException if it failed, which the state says too
     */
    public BackupFile backUpNow() {
        database.tx().waitPatiently();
        return backUp(Reason.ASKED, Stop.NEVER);
    }

    /**
     * Checks the newest backup now. False if there is none.
     *
     * @throws BackupException if it cannot be used, which the state says too
     */
    public boolean verifyNow() {
        database.tx().waitPatiently();
        return verifyNewest(Stop.NEVER);
    }

    /** What is due by the clock. Failures go to the log and the state. */
    void runDue(Stop stop) {
        try {
            if (isBackupDue()) {
                var backup = backUp(Reason.DAILY, stop);
                LOG.info("Backed up to {}.", backup.path());
            }
            if (isVerificationDue() && verifyNewest(stop)) {
                LOG.info("The newest backup was put back into a scratch folder and found complete.");
            }
        } catch (Stop.StoppedException e) {
            LOG.debug("A backup was left undone: {}", e.getMessage());
        } catch (BackupException e) {
            LOG.debug("The state of the backups tells what failed.", e);
        }
    }

    private boolean isBackupDue() {
        var newest = past().stream()
                .filter(backup -> backup.reason() == Reason.DAILY || backup.reason() == Reason.ASKED)
                .findFirst();
        return isOver(newest.map(BackupFile::at).orElse(null), BACKUP_EVERY)
                && isOver(known().backupFailedAt(), BACKUP_RETRY);
    }

    private boolean isVerificationDue() {
        return isOver(known().verifiedAt(), VERIFY_EVERY) && isOver(known().verifyFailedAt(), VERIFY_RETRY);
    }

    /** A time that is still to come is from before the clock was set back, and no reason to wait. */
    private boolean isOver(@Nullable Instant since, Duration wait) {
        var now = clock.instant();
        return since == null || since.isAfter(now) || !since.plus(wait).isAfter(now);
    }

    private synchronized BackupFile backUp(Reason reason, Stop stop) {
        try {
            var backup = newFile(folder, clock, reason);
            BackupFiles.backUp(database, backup.path(), false, new Stamp(version, backup.at()), stop);
            note(known().backedUp());
            removeSurplus();
            return backup;
        } catch (Stop.StoppedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("The backup failed.", e);
            note(known().backupFailed(clock.instant(), "The last backup failed: " + e.getMessage()));
            throw e instanceof BackupException known ? known : new BackupException(String.valueOf(e.getMessage()), e);
        }
    }

    private void removeSurplus() {
        for (var backup : Retention.surplus(past())) {
            try {
                Files.deleteIfExists(backup.path());
            } catch (IOException e) {
                LOG.warn("The old backup {} cannot be removed: {}", backup.path(), e.toString());
            }
        }
    }

    private synchronized boolean verifyNewest(Stop stop) {
        var newest = past().stream().findFirst();
        if (newest.isEmpty()) {
            return false;
        }
        var file = newest.get().path();
        try {
            new Verification(clock, stop).verify(file, folder.resolve("scratch-" + UUID.randomUUID()));
            note(known().verified(clock.instant(), String.valueOf(file.getFileName())));
            return true;
        } catch (Stop.StoppedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("The backup {} cannot be put back.", file, e);
            note(known().verifyFailed(
                            clock.instant(),
                            "The backup (" + file.getFileName() + ") cannot be used: " + e.getMessage()));
            throw e instanceof BackupException known ? known : new BackupException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Answers a wish of the command line. */
    synchronized void write(Path file, boolean tables, Stop stop) {
        if (tables) {
            BackupFiles.exportAll(database, file, false, new Stamp(version, null), stop);
        } else {
            BackupFiles.backUp(database, file, false, new Stamp(version, clock.instant()), stop);
        }
    }

    /** What a crash left behind. */
    private void removeScratch() {
        try (var files = Files.newDirectoryStream(folder, "{scratch-*,*.part,*.raw}")) {
            for (var left : files) {
                DurableFiles.deleteTree(left);
            }
        } catch (IOException e) {
            LOG.warn("The remains of an old backup in {} cannot be removed: {}", folder, e.toString());
        }
    }
}
