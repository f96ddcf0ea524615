package org.tierwise.web.capacity;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.activity.LastChangeRepository;
import org.tierwise.catalog.capacity.OwnSite;
import org.tierwise.catalog.capacity.SiteRepository;
import org.tierwise.catalog.capacity.StoredSite;
import org.tierwise.catalog.estate.StoredWorkload;
import org.tierwise.catalog.estate.WorkloadRepository;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.solver.problem.PremisesProposals;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.WorkspaceCatalogues;
import org.tierwise.web.http.Workspaces;

/** The own sites of a workspace, and those that its inventory proposes. Each change is logged with its transaction. */
public final class OwnSiteStore {
    private final Tx tx;
    private final Workspaces workspaces;
    private final WorkspaceCatalogues catalogues;

    public OwnSiteStore(Tx tx, Workspaces workspaces, WorkspaceCatalogues catalogues) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.catalogues = catalogues;
    }

    ReferenceCatalogue catalogue(Context ctx) {
        return catalogues.current(ctx);
    }

    List<StoredSite> list(Context ctx) {
        long workspace = workspaces.currentId(ctx);
        return tx.read(db -> new SiteRepository(db).list(workspace));
    }

    Optional<StoredSite> find(Context ctx, String siteId) {
        long workspace = workspaces.currentId(ctx);
        return tx.read(db -> new SiteRepository(db).find(workspace, siteId));
    }

    /** What the hosting of the workloads proposes and no own site replaces yet. */
    List<OwnSite> proposed(Context ctx) {
        long workspace = workspaces.currentId(ctx);
        var workloads = tx.read(db -> new WorkloadRepository(db)
                .list(workspace).stream().map(StoredWorkload::workload).toList());
        return new PremisesProposals(catalogue(ctx)).of(workloads);
    }

    /** False if the workspace has a site with this id. */
    boolean add(Context ctx, OwnSite own) {
        long workspace = workspaces.currentId(ctx);
        var by = Acting.by(ctx);
        return tx.write(db -> {
            boolean stored = new SiteRepository(db).insert(workspace, own);
            if (stored) {
                new ActivityLog(db)
                        .add(
                                workspace,
                                by,
                                "created",
                                subject(own),
                                "Added the own site " + own.site().name() + ".",
                                null,
                                RecordJson.write(own));
            }
            return stored;
        });
    }

    /** False if the site was changed or removed since it was read. */
    boolean replace(Context ctx, long version, StoredSite before, OwnSite own) {
        long workspace = workspaces.currentId(ctx);
        var by = Acting.by(ctx);
        return tx.write(db -> {
            boolean stored = new SiteRepository(db).update(workspace, version, own);
            if (stored) {
                new ActivityLog(db)
                        .add(
                                workspace,
                                by,
                                "changed",
                                subject(own),
                                "Changed the own site " + own.site().name() + ".",
                                RecordJson.write(before.own()),
                                RecordJson.write(own));
            }
            return stored;
        });
    }

    /** False if the site was changed or removed since it was read. */
    boolean remove(Context ctx, long version, StoredSite before) {
        long workspace = workspaces.currentId(ctx);
        var own = before.own();
        var by = Acting.by(ctx);
        return tx.write(db -> {
            boolean gone = new SiteRepository(db).delete(workspace, own.site().id(), version);
            if (gone) {
                new ActivityLog(db)
                        .add(
                                workspace,
                                by,
                                "deleted",
                                subject(own),
                                "Removed the own site " + own.site().name() + ".",
                                RecordJson.write(own),
                                null);
            }
            return gone;
        });
    }

    /** Who changed a site last, if that was logged. */
    Optional<LastChangeRepository.LastChange> lastChange(Context ctx, OwnSite own) {
        long workspace = workspaces.currentId(ctx);
        return tx.read(db -> new LastChangeRepository(db).find(workspace, subject(own)));
    }

    private static ActivityLog.Subject subject(OwnSite own) {
        return new ActivityLog.Subject("site", own.site().id());
    }
}
