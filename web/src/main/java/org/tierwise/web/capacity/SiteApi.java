package org.tierwise.web.capacity;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Locale;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.web.http.Page;
import org.tierwise.web.http.Paging;
import org.tierwise.web.http.Query;

/** The sites that the workspace knows for programs; each number carries its kind, source and date. */
public final class SiteApi {
    private final SiteIndexes indexes;

    public SiteApi(SiteIndexes indexes) {
        this.indexes = indexes;
    }

    record Items(List<Site> items, long total, int page, int size) {}

    record Detail(Site site, List<CapacityPool> pools) {}

    public void list(Context ctx) {
        var query = Query.of(ctx);
        var text = query.value("q").toLowerCase(Locale.ROOT);
        var found = indexes.current(ctx).catalogue().sites().stream()
                .filter(site -> query.all("tier").isEmpty()
                        || query.all("tier").contains(site.tier().name()))
                .filter(site ->
                        query.all("provider").isEmpty() || query.all("provider").contains(site.provider()))
                .filter(site -> String.join(" ", site.id(), site.name(), site.city(), site.country())
                        .toLowerCase(Locale.ROOT)
                        .contains(text))
                .toList();
        var page = Page.of(found, Paging.of(ctx));
        ctx.json(new Items(page.rows(), page.total(), page.number(), page.size()));
    }

    public void show(Context ctx) {
        var id = ctx.pathParam("id");
        var index = indexes.current(ctx);
        var site = index.sites().get(id);
        if (site == null) {
            throw new NotFoundResponse("There is no site (" + id + "). Ids look like provider/code.");
        }
        ctx.json(new Detail(site, index.poolsOf(id)));
    }
}
