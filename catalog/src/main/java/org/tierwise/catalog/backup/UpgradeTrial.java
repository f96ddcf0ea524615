package org.tierwise.catalog.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.DurableFiles;

/** Tries an upgrade on a copy of a database and leaves the database itself alone. */
public final class UpgradeTrial {
    private UpgradeTrial() {}

    /**
     * Copies the data into an embedded scratch database, upgrades that, and compares.
     *
     * @param database opened as it is
     * @param dataFolder below which the copy is made and removed
     * @return rows that the upgrade loses or adds, in sentences; nothing if it keeps all
     * @throws org.tierwise.catalog.StorageException if a migration fails
     */
    public static List<String> differences(Database database, Path dataFolder, Clock clock) {
        var folder = Backups.folderIn(dataFolder).resolve("scratch-" + UUID.randomUUID());
        try {
            DurableFiles.createPrivately(folder);
            var file = folder.resolve("copy.zip");
            BackupFiles.backUp(database, file, false, new Stamp("trial", null));
            try (var archive = Archive.open(file)) {
                Scratch.of(archive, folder, clock, Stop.NEVER).close();
                try (var upgraded = Database.openIn(folder, clock)) {
                    return lost(archive.contents().contents(), Scratch.contents(upgraded));
                }
            } finally {
                DurableFiles.deleteTree(folder);
            }
        } catch (IOException e) {
            throw new BackupException("The copy for the trial cannot be made: " + e, e);
        }
    }

    /** A table whose rows are all in a new one was renamed. */
    private static List<String> lost(Contents before, Contents after) {
        var added = new HashMap<>(after.rows());
        added.keySet().removeAll(before.rows().keySet());
        var stayed = new LinkedHashMap<>(before.rows());
        stayed.entrySet()
                .removeIf(table -> !after.rows().containsKey(table.getKey())
                        && added.values().remove(table.getValue()));
        return new Contents(stayed, before.plans()).differences(after);
    }
}
