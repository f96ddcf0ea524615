package org.tierwise.web.inventory;

import io.javalin.http.ServiceUnavailableResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.estate.ClassifiedWorkload;
import org.tierwise.catalog.estate.ImportBatch;
import org.tierwise.catalog.estate.ImportEffect;
import org.tierwise.catalog.estate.ImportRepository;
import org.tierwise.catalog.estate.WorkloadRepository;
import org.tierwise.catalog.inventory.ImportOptions;
import org.tierwise.catalog.inventory.ImportPreview;
import org.tierwise.catalog.inventory.InventoryImport;
import org.tierwise.catalog.taxonomy.Classification;
import org.tierwise.catalog.workbook.Workbook;
import org.tierwise.catalog.workload.Workload;

/** The way of an uploaded file: kept, read as often as somebody looks at it, and stored once it is confirmed. */
public final class ImportDesk {
    private final Tx tx;
    private final InventoryImport inventory;
    private final Function<Workload, Classification> classifier;

    public ImportDesk(Tx tx, InventoryImport inventory, Function<Workload, Classification> classifier) {
        this.tx = tx;
        this.inventory = inventory;
        this.classifier = classifier;
    }

    /** A file above this takes a second and up to two hundred megabytes to read: one after the other. */
    private static final int LARGE_BYTES = 1_000_000;

    private static final int PATIENCE_SECONDS = 60;

    private final Semaphore oneLarge = new Semaphore(1, true);

    /** So many rows are stored in a second or two. */
    private static final int SHORT_ROWS = 2_000;

    /** What the file would do, or did. */
    record Sight(ImportBatch batch, ImportPreview preview, ImportBatch.Counts counts) {}

    List<ImportBatch> list(long workspace) {
        return tx.read(db -> new ImportRepository(db).list(workspace));
    }

    /**
     * Reads a file without keeping it.
     *
     * @throws org.tierwise.catalog.inventory.InventoryException if it cannot be imported as a whole
     */
    ImportPreview read(byte[] content) {
        // A small workbook may be a large sheet.
        if (content.length < LARGE_BYTES && !Workbook.isZipped(content)) {
            return inventory.read(content, ImportOptions.DEFAULT);
        }
        waitForOthers();
        try {
            return inventory.read(content, ImportOptions.DEFAULT);
        } finally {
            oneLarge.release();
        }
    }

    private void waitForOthers() {
        try {
            if (oneLarge.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts threads here.", e);
        }
        throw new ServiceUnavailableResponse(
                "Other large files are being read, one after the other. Nothing was stored; try again in a minute.");
    }

    /**
     * Keeps a file that can be read, with what it would do.
     *
     * @throws org.tierwise.catalog.inventory.InventoryException if it cannot be imported as a whole; nothing is kept
     */
    ImportBatch upload(long workspace, String fileName, byte[] content, Actor by) {
        var preview = read(content);
        beAsPatientAs(preview);
        return tx.write(db -> {
            var imports = new ImportRepository(db);
            imports.deleteOld();
            var batch = imports.insert(workspace, fileName, content, by.name());
            new ImportActivity(db, workspace, by, source(batch)).uploaded();
            var effects = new WorkloadRepository(db).preview(workspace, classified(preview));
            if (!imports.validated(workspace, batch.id(), counts(effects, preview), batch.settings())) {
                throw new IllegalStateException("The import " + batch.id() + " was done by somebody else.");
            }
            return batch;
        });
    }

    Optional<Sight> find(long workspace, long id) {
        var content = tx.read(db -> new ImportRepository(db).findContent(workspace, id));
        return content.map(bytes -> {
            var preview = read(bytes);
            return tx.read(db -> sight(db, workspace, id, preview));
        });
    }

    private Sight sight(TxContext db, long workspace, long id, ImportPreview preview) {
        var batch = new ImportRepository(db).find(workspace, id).orElseThrow();
        var counts = batch.state() == ImportBatch.State.DONE
                ? batch.counts()
                : counts(new WorkloadRepository(db).preview(workspace, classified(preview)), preview);
        return new Sight(batch, preview, counts);
    }

    /** The import of the same bytes that is done already, if there is one. */
    Optional<ImportBatch> earlier(ImportBatch batch) {
        return done(batch.workspaceId(), batch.sha256()).filter(other -> other.id() != batch.id());
    }

    /** The last import of these bytes that is done; empty if there was none within the time that imports are kept. */
    Optional<ImportBatch> earlier(long workspace, byte[] content) {
        return done(workspace, Digest.sha256(content));
    }

    private Optional<ImportBatch> done(long workspace, String sha256) {
        return list(workspace).stream()
                .filter(batch -> batch.state() == ImportBatch.State.DONE
                        && batch.sha256().equals(sha256))
                .findFirst();
    }

    /** Stores the accepted rows, all in one transaction. Done twice it stores nothing again. */
    void confirm(long workspace, long id, Actor by) {
        var content = tx.read(db -> new ImportRepository(db).findContent(workspace, id))
                .orElseThrow();
        var preview = read(content);
        beAsPatientAs(preview);
        tx.writing(db -> {
            var imports = new ImportRepository(db);
            var activity = new ImportActivity(
                    db, workspace, by, source(imports.find(workspace, id).orElseThrow()));
            var rows = classified(preview);
            var effects = new WorkloadRepository(db).upsert(workspace, rows, activity::replaced);
            var counts = counts(effects, preview);
            // Returning false means somebody confirmed it a moment before: then the rows were unchanged as well.
            if (imports.done(workspace, id, counts)) {
                activity.stored(rows, effects, counts);
            } else if (effects.stream().anyMatch(effect -> effect != ImportEffect.UNCHANGED)) {
                throw new IllegalStateException("The import " + id + " was done before, and its rows changed since.");
            }
        });
    }

    /** Keeps a file and stores its rows at once, all in one transaction. */
    ImportBatch.Counts importNow(long workspace, String fileName, byte[] content, ImportPreview preview, Actor by) {
        beAsPatientAs(preview);
        return tx.write(db -> {
            var imports = new ImportRepository(db);
            imports.deleteOld();
            var batch = imports.insert(workspace, fileName, content, by.name());
            var activity = new ImportActivity(db, workspace, by, source(batch));
            var rows = classified(preview);
            var effects = new WorkloadRepository(db).upsert(workspace, rows, activity::replaced);
            var counts = counts(effects, preview);
            activity.stored(rows, effects, counts);
            if (!imports.done(workspace, batch.id(), counts)) {
                throw new IllegalStateException("The import " + batch.id() + " was done by somebody else.");
            }
            return counts;
        });
    }

    ImportBatch.Counts dryRun(long workspace, ImportPreview preview) {
        return tx.read(db -> counts(new WorkloadRepository(db).preview(workspace, classified(preview)), preview));
    }

    /** A long file takes its time; a short one that takes long waits for a database that does not answer. */
    private void beAsPatientAs(ImportPreview preview) {
        if (preview.workloads().size() > SHORT_ROWS) {
            tx.waitPatiently();
        }
    }

    private static ImportActivity.Source source(ImportBatch batch) {
        return new ImportActivity.Source(Long.toString(batch.id()), batch.fileName(), batch.sha256());
    }

    private List<ClassifiedWorkload> classified(ImportPreview preview) {
        return preview.workloads().stream()
                .map(workload -> new ClassifiedWorkload(workload, classifier.apply(workload)))
                .toList();
    }

    private static ImportBatch.Counts counts(List<ImportEffect> effects, ImportPreview preview) {
        return new ImportBatch.Counts(
                (int) effects.stream().filter(ImportEffect.NEW::equals).count(),
                (int) effects.stream().filter(ImportEffect.CHANGED::equals).count(),
                (int) effects.stream().filter(ImportEffect.UNCHANGED::equals).count(),
                preview.warned(),
                preview.rejected());
    }
}
