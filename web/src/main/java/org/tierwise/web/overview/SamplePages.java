package org.tierwise.web.overview;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.estate.ClassifiedWorkload;
import org.tierwise.catalog.estate.ImportEffect;
import org.tierwise.catalog.estate.WorkloadRepository;
import org.tierwise.catalog.inventory.ImportOptions;
import org.tierwise.catalog.inventory.InventoryImport;
import org.tierwise.catalog.taxonomy.Classification;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.catalog.workspace.WorkspaceRepository;
import org.tierwise.web.http.Workspaces;

/** The sample estate: a workspace of its own, made by one click and removed whole by another. */
public final class SamplePages {
    private static final String FILE = "/sample/acme-manufacturing-inventory.csv";
    private static final String NAME = "Acme Manufacturing (sample)";

    private final Tx tx;
    private final Workspaces workspaces;
    private final InventoryImport inventory;
    private final Function<Workload, Classification> classifier;
    private final LongFunction<String> afterOpening;

    /**
     * @param afterOpening starts what a newly made sample is solved by, given its workspace, and says the path to go to
     */
    public SamplePages(
            Tx tx,
            Workspaces workspaces,
            InventoryImport inventory,
            Function<Workload, Classification> classifier,
            LongFunction<String> afterOpening) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.inventory = inventory;
        this.classifier = classifier;
        this.afterOpening = afterOpening;
    }

    /** Opens the sample; the first time it is made and solved. */
    public void open(Context ctx) throws IOException {
        var there = workspaces.sample();
        var sample = there.isPresent() ? there.get() : make();
        workspaces.choose(ctx, sample);
        ctx.redirect(there.isPresent() ? "/" : afterOpening.apply(sample.id()), HttpStatus.SEE_OTHER);
    }

    private Workspace make() throws IOException {
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
                return made;
            });
        }
    }

    /** Goes back to the user's own workspace and keeps the sample. */
    public void leave(Context ctx) {
        workspaces.forget(ctx);
        ctx.redirect("/", HttpStatus.SEE_OTHER);
    }

    public void remove(Context ctx) {
        workspaces.sample().ifPresent(sample -> {
            if (!tx.write(db -> new WorkspaceRepository(db).delete(sample.id()))) {
                throw new IllegalStateException("The sample was removed already.");
            }
        });
        leave(ctx);
    }
}
