package org.tierwise.web.capacity;

import io.javalin.http.Context;
import org.tierwise.web.http.WorkspaceCatalogues;

/** The index of the catalogue that a request sees. The last one is kept, because it seldom changes. */
public final class SiteIndexes {
    private final WorkspaceCatalogues catalogues;
    private final SiteIndex shipped;
    private volatile SiteIndex last;

    public SiteIndexes(WorkspaceCatalogues catalogues) {
        this.catalogues = catalogues;
        shipped = SiteIndex.of(catalogues.shipped());
        last = shipped;
    }

    SiteIndex current(Context ctx) {
        var catalogue = catalogues.current(ctx);
        var known = last;
        if (catalogue.version().equals(known.catalogue().version())) {
            return known;
        } else if (catalogue.version().equals(shipped.catalogue().version())) {
            return shipped;
        }
        var made = SiteIndex.of(catalogue);
        last = made;
        return made;
    }
}
