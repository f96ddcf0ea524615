package org.tierwise.web.overview;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.estate.ClassifiedWorkload;
import org.tierwise.catalog.estate.ImportEffect;
import org.tierwise.catalog.estate.WorkloadRepository;
import org.tierwise.catalog.inventory.ImportOptions;
import org.tierwise.catalog.inventory.InventoryImport;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.taxonomy.Classification;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.Workspaces;

/** The sample estate: a workspace of its own, made by one click and removed whole by another. */
public final class SamplePages {
    private static final String FILE = "/sample/acme-manufacturing-inventory.csv";
    private static final String NAME = "Acme Manufacturing (sample)";

    private final Tx tx;
    private final Workspaces workspaces;
    private final InventoryImport inventory;
    private final Function<Workload, Classification> classifier;
    private final AfterOpening afterOpening;

    /** Starts what a newly made sample is solved by, and says the path to go to. */
    public interface AfterOpening {
        String path(long workspace, Actor by);
    }

    /** What the log keeps of the sample. */
    private record Sample(String name, int workloads) {}

    public SamplePages(
            Tx tx,
            Workspaces workspaces,
            InventoryImport inventory,
            Function<Workload, Classification> classifier,
            AfterOpening afterOpening) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.inventory = inventory;
        this.classifier = classifier;
        this.afterOpening = afterOpening;
    }

    /** Opens the sample; the first time it is made and solved. */
    public void open(Context ctx) throws IOException {
        var there = workspaces.sample();
        var sample = there.isPresent() ? there.get() : make(Acting.by(ctx));
        if (there.isPresent()) {
            tx.writing(db -> log(db, sample, Acting.by(ctx), "opened", "Opened " + NAME + ".", null, null));
        }
        workspaces.choose(ctx, sample);
        ctx.redirect(there.isPresent() ? "/" : afterOpening.path(sample.id(), Acting.by(ctx)), HttpStatus.SEE_OTHER);
    }

    private Workspace make(Actor by) throws IOException {
        try (var in = SamplePages.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The sample " + FILE + " is missing in the program.");
            }
            var workloads = inventory.read(in, ImportOptions.DEFAULT).workloads().stream()
                    .map(workload -> new ClassifiedWorkload(workload, classifier.apply(workload)))
                    .toList();
            return tx.write(db -> {
                var made = new WorkspaceRepository(db).insert(NAME, Workspace.Kind.SAMPLE);
                var effects = new WorkloadRepository(db).upsert(made.id(), workloads);
                if (effects.stream().anyMatch(effect -> effect != ImportEffect.NEW)) {
                    throw new IllegalStateException("The sample names a workload twice.");
                }
                log(db, made, by, "created", "Made the sample estate " + NAME + ".", null, workloads.size());
                return made;
            });
        }
    }

    /** Goes back to the user's own workspace and keeps the sample. */
    public void leave(Context ctx) {
        workspaces
                .sample()
                .ifPresent(sample -> tx.writing(
                        db -> log(db, sample, Acting.by(ctx), "left", "Went back to the own estate.", null, null)));
        goHome(ctx);
    }

    private void goHome(Context ctx) {
        workspaces.forget(ctx);
        ctx.redirect("/", HttpStatus.SEE_OTHER);
    }

    public void remove(Context ctx) {
        workspaces.sample().ifPresent(sample -> {
            tx.writing(db -> {
                int workloads = new WorkloadRepository(db).count(sample.id());
                if (!new WorkspaceRepository(db).delete(sample.id())) {
                    throw new IllegalStateException("The sample was removed already.");
                }
                log(db, sample, Acting.by(ctx), "deleted", "Removed " + NAME + " with its plans.", workloads, null);
            });
        });
        goHome(ctx);
    }

    private static void log(
            TxContext db,
            Workspace sample,
            Actor by,
            String verb,
            String summary,
            @Nullable Integer workloadsBefore,
            @Nullable Integer workloadsAfter) {
        new ActivityLog(db)
                .add(
                        sample.id(),
                        by,
                        verb,
                        new ActivityLog.Subject("workspace", Long.toString(sample.id())),
                        summary,
                        workloadsBefore == null ? null : RecordJson.write(new Sample(sample.name(), workloadsBefore)),
                        workloadsAfter == null ? null : RecordJson.write(new Sample(sample.name(), workloadsAfter)));
    }
}
