package org.tierwise.web.overview;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.estate.WorkloadRepository;
import org.tierwise.catalog.reference.DataNotice;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.web.http.Numbers;
import org.tierwise.web.http.WorkspaceCatalogues;
import org.tierwise.web.http.Workspaces;

/** The start page, help, and what the data is. */
public final class OverviewPages {
    private final Tx tx;
    private final Workspaces workspaces;
    private final WorkspaceCatalogues catalogues;
    private final List<DataNotice> notices;

    public OverviewPages(Tx tx, Workspaces workspaces, WorkspaceCatalogues catalogues, List<DataNotice> notices) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.catalogues = catalogues;
        this.notices = notices;
    }

    public void start(Context ctx) {
        var workspace = workspaces.current(ctx);
        var counts = tx.read(db -> new WorkloadRepository(db).countByClass(workspace.id()));
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        ctx.render(
                "overview/start",
                Map.of(
                        "workloads", Numbers.whole(total),
                        "unclassified", Numbers.whole(counts.getOrDefault(WorkloadClass.UNCLASSIFIED, 0)),
                        "sites", Numbers.whole(catalogues.current(ctx).sites().size()),
                        "hasData", total > 0,
                        "sample", workspace.kind() == Workspace.Kind.SAMPLE,
                        "sampleThere", workspaces.sample().isPresent(),
                        "name", workspace.name()));
    }

    public void help(Context ctx) {
        ctx.render("help/page", Map.of());
    }

    public void aboutData(Context ctx) {
        ctx.render(
                "overview/data",
                Map.of("notices", notices, "version", catalogues.shipped().version()));
    }
}
