package org.tierwise.catalog.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.DurableFiles;
import org.tierwise.catalog.plan.DamagedPlanException;
import org.tierwise.catalog.plan.PlanRepository;
import org.tierwise.catalog.workspace.WorkspaceRepository;

/** Proves that a backup can be put back, by doing so in a scratch folder. */
final class Verification {
    private final Clock clock;
    private final Stop stop;

    Verification(Clock clock, Stop stop) {
        this.clock = clock;
        this.stop = stop;
    }

    /**
     * Unpacks the backup, opens it, compares the number of rows of each table and the hashes of the plans, and
     * recomputes the hash of each plan.
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
                    rehashPlans(scratch.database());
                }
            } finally {
                DurableFiles.deleteTree(folder);
            }
        } catch (IOException e) {
            throw new BackupException("The backup (" + file + ") cannot be unpacked for a check: " + e, e);
        }
    }

    private void rehashPlans(Database database) {
        var workspaces = database.tx().read(ctx -> new WorkspaceRepository(ctx).list());
        for (var workspace : workspaces) {
            var plans = database.tx().read(ctx -> new PlanRepository(ctx).list(workspace.id()));
            for (var plan : plans) {
                stop.check();
                try {
                    database.tx().read(ctx -> new PlanRepository(ctx).findJson(workspace.id(), plan.id()));
                } catch (DamagedPlanException e) {
                    throw new BackupException("A plan in the backup is damaged: " + e.getMessage(), e);
                }
            }
        }
    }
}
