package org.tierwise.web.http;

import io.javalin.http.Context;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.reference.WorkspaceCatalogue;

/** The catalogue as the workspace of a request sees it: with its own sites, measurements and assumptions. */
public final class WorkspaceCatalogues {
    private final Tx tx;
    private final Workspaces workspaces;
    private final ReferenceCatalogue shipped;

    public WorkspaceCatalogues(Tx tx, Workspaces workspaces, ReferenceCatalogue shipped) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.shipped = shipped;
    }

    /** Without what any workspace adds. */
    public ReferenceCatalogue shipped() {
        return shipped;
    }

    /** The shipped catalogue itself if the workspace adds nothing. */
    public ReferenceCatalogue current(Context ctx) {
        long workspace = workspaces.currentId(ctx);
        return tx.snapshot(db -> WorkspaceCatalogue.of(db, workspace)).over(shipped);
    }
}
