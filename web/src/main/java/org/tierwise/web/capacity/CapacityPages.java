package org.tierwise.web.capacity;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Map;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Paging;
import org.tierwise.web.http.Partial;
import org.tierwise.web.http.Query;

/** The sites that the workspace knows, its own among them: a map with its table twin, and one site with what it offers. */
public final class CapacityPages {
    private final SiteIndexes indexes;
    private final Messages messages;

    public CapacityPages(SiteIndexes indexes, Messages messages) {
        this.indexes = indexes;
        this.messages = messages;
    }

    public void list(Context ctx) {
        var list =
                SiteList.of(Query.of(ctx), Paging.of(ctx), indexes.current(ctx).rows(), messages);
        ctx.render(Partial.asked(ctx) ? "capacity/list :: results" : "capacity/list", Map.of("list", list));
    }

    public void show(Context ctx) {
        var id = ctx.pathParam("id");
        var index = indexes.current(ctx);
        var site = index.sites().get(id);
        if (site == null) {
            throw new NotFoundResponse("There is no site (" + id + "). Maybe look for it in the list of sites.");
        }
        var offers = index.catalogue().offers().stream()
                .filter(offer -> id.equals(offer.siteId()))
                .toList();
        ctx.render(
                "capacity/site",
                Map.of("site", SiteView.of(site, index.poolsOf(id), index.accelerators(), offers, messages)));
    }
}
