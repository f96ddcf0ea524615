package org.tierwise.web.inventory;

import java.util.ArrayList;
import java.util.List;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.activity.Differences;
import org.tierwise.catalog.estate.ClassifiedWorkload;
import org.tierwise.catalog.estate.ImportBatch;
import org.tierwise.catalog.estate.ImportEffect;
import org.tierwise.catalog.estate.StoredWorkload;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.catalog.workload.WorkloadJson;

/**
 * What the log keeps of one import: an entry with the file's hash, the counts and the ids of the new workloads, and for
 * each workload that it changed an entry with the fields that differ. Use it in the transaction of the import.
 */
final class ImportActivity {
    private final ActivityLog log;
    private final long workspace;
    private final Actor by;
    private final Source source;
    private final List<String> changed = new ArrayList<>();

    /**
     * Where the rows come from.
     *
     * @param id of the upload; empty if the file is not kept
     */
    record Source(String id, String fileName, String sha256) {
        /** A program's import has no file name. */
        String words() {
            return fileName.isEmpty() ? "an upload" : fileName;
        }
    }

    private record Imported(
            String file, String sha256, ImportBatch.Counts counts, List<String> added, List<String> changed) {}

    ImportActivity(TxContext db, long workspace, Actor by, Source source) {
        log = new ActivityLog(db);
        this.workspace = workspace;
        this.by = by;
        this.source = source;
    }

    void uploaded() {
        log.add(
                workspace,
                by,
                "uploaded",
                subject(),
                "Uploaded the inventory " + source.words() + " to look at it.",
                null,
                RecordJson.write(source));
    }

    void replaced(StoredWorkload before, Workload after) {
        changed.add(after.externalId());
        var differences =
                Differences.of(WorkloadJson.write(before.workload()), WorkloadJson.write(after), "externalId", "name");
        log.add(
                workspace,
                by,
                "changed",
                new ActivityLog.Subject("workload", Long.toString(before.id())),
                "Changed the workload " + after.name() + " (" + after.externalId() + ") by importing " + source.words()
                        + ".",
                differences.before(),
                differences.after());
    }

    void stored(List<ClassifiedWorkload> rows, List<ImportEffect> effects, ImportBatch.Counts counts) {
        var added = new ArrayList<String>();
        for (int i = 0; i < rows.size(); i++) {
            if (effects.get(i) == ImportEffect.NEW) {
                added.add(rows.get(i).workload().externalId());
            }
        }
        log.add(
                workspace,
                by,
                "imported",
                subject(),
                "Imported " + counts.added() + " new and " + counts.changed() + " changed workloads from "
                        + source.words() + ".",
                null,
                RecordJson.write(new Imported(source.fileName(), source.sha256(), counts, added, changed)));
    }

    private ActivityLog.Subject subject() {
        return new ActivityLog.Subject("import", source.id().isEmpty() ? source.sha256() : source.id());
    }
}
