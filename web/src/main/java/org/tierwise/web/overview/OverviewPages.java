package org.tierwise.web.overview;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.estate.WorkloadRepository;
import org.tierwise.catalog.policy.Assumption;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.reference.DataNotice;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workspace.Workspace;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;
import org.tierwise.web.http.Workspaces;

/** The start page, help, the assumptions of the models, and what the data is. */
public final class OverviewPages {
    private final Tx tx;
    private final Workspaces workspaces;
    private final ReferenceCatalogue catalogue;
    private final List<DataNotice> notices;
    private final Messages messages;

    public OverviewPages(
            Tx tx, Workspaces workspaces, ReferenceCatalogue catalogue, List<DataNotice> notices, Messages messages) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.catalogue = catalogue;
        this.notices = notices;
        this.messages = messages;
    }

    record AssumptionRow(String label, String key, String value, String source) {}

    public void start(Context ctx) {
        var workspace = workspaces.current(ctx);
        var counts = tx.read(db -> new WorkloadRepository(db).countByClass(workspace.id()));
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        ctx.render(
                "overview/start",
                Map.of(
                        "workloads", Numbers.whole(total),
                        "unclassified", Numbers.whole(counts.getOrDefault(WorkloadClass.UNCLASSIFIED, 0)),
                        "sites", Numbers.whole(catalogue.sites().size()),
                        "hasData", total > 0,
                        "sample", workspace.kind() == Workspace.Kind.SAMPLE,
                        "sampleThere", workspaces.sample().isPresent(),
                        "name", workspace.name()));
    }

    public void help(Context ctx) {
        ctx.render("help/page", Map.of());
    }

    public void aboutData(Context ctx) {
        ctx.render("overview/data", Map.of("notices", notices, "version", catalogue.version()));
    }

    public void settings(Context ctx) {
        ctx.render("settings/page", Map.of("assumptions", rows(catalogue.assumptions())));
    }

    private List<AssumptionRow> rows(Assumptions assumptions) {
        return assumptions.all().stream().map(this::row).toList();
    }

    private AssumptionRow row(Assumption assumption) {
        var figure = assumption.figure();
        var provenance = figure.provenance();
        return new AssumptionRow(
                assumption.label(),
                assumption.key(),
                Numbers.significant(figure.value(), 6) + (figure.unit().equals("1") ? "" : " " + figure.unit()),
                messages.text("kind." + provenance.kind()) + ": " + provenance.source()
                        + (provenance.asOf().isEmpty() ? "" : ", " + provenance.asOf()));
    }
}
