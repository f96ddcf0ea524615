package org.tierwise.catalog.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.DurableFiles;
import org.tierwise.catalog.verify.DatabaseCheck;

/** Proves that a backup can be put back, by doing so in a scratch folder. */
final class Verification {
    private final Clock clock;
    private final Stop stop;

    Verification(Clock clock, Stop stop) {
        this.clock = clock;
        this.stop = stop;
    }

    /**
     * Unpacks the backup, opens it, compares the number of rows of each table and the hashes of the plans with those of
     * the moment of the backup, and recomputes every hash that there is.
     *
     * @param folder is made for this and removed
     * @throws BackupException saying why it cannot be used
     */
    void verify(Path file, Path folder) {
        try (var archive = Archive.open(file)) {
            archive.verify();
            stop.check();
            try (var scratch = Scratch.of(archive, folder, clock, stop)) {
                var differences = scratch.differences(archive.contents());
                if (!differences.isEmpty()) {
                    throw new BackupException(
                            "The backup (" + file + ") does not hold what it should: " + String.join(" ", differences));
                }
                if (scratch.database().schema().pending().isEmpty()) {
                    check(scratch.database());
                }
            } finally {
                DurableFiles.deleteTree(folder);
            }
        } catch (IOException e) {
            throw new BackupException("The backup (" + file + ") cannot be unpacked for a check: " + e, e);
        }
    }

    /** The hashes of plans, of what they were solved from, of workloads, and the chain of activities. */
    private void check(Database database) {
        var found = new DatabaseCheck(
                        database.tx(), clock, Optional.empty(), DatabaseCheck.PlanExaminer.NONE, stop::wanted)
                .all();
        stop.check();
        if (!found.sound()) {
            throw new BackupException("What is in the backup is damaged: "
                    + found.problems().getFirst().words()
                    + (found.problems().size() > 1 ? " And more." : ""));
        }
    }
}
