package org.tierwise.web.capacity;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Paging;
import org.tierwise.web.http.Partial;
import org.tierwise.web.http.Query;

/** The sites of the catalogue: a map with its table twin, and one site with what it offers. */
public final class CapacityPages {
    private final ReferenceCatalogue catalogue;
    private final Messages messages;
    private final Map<String, Accelerator> accelerators;
    private final Map<String, List<CapacityPool>> pools;
    private final Map<String, Site> sites;
    private final List<SiteRow> rows;

    public CapacityPages(ReferenceCatalogue catalogue, Messages messages) {
        this.catalogue = catalogue;
        this.messages = messages;
        accelerators =
                catalogue.accelerators().stream().collect(Collectors.toMap(Accelerator::id, Function.identity()));
        pools = catalogue.pools().stream().collect(Collectors.groupingBy(CapacityPool::siteId));
        sites = catalogue.sites().stream().collect(Collectors.toMap(Site::id, Function.identity()));
        rows = catalogue.sites().stream()
                .map(site -> SiteRow.of(site, pools.getOrDefault(site.id(), List.of()), accelerators))
                .toList();
    }

    public void list(Context ctx) {
        var list = SiteList.of(Query.of(ctx), Paging.of(ctx), rows, messages);
        ctx.render(Partial.asked(ctx) ? "capacity/list :: results" : "capacity/list", Map.of("list", list));
    }

    public void show(Context ctx) {
        var id = ctx.pathParam("id");
        var site = sites.get(id);
        if (site == null) {
            throw new NotFoundResponse("There is no site (" + id + "). Maybe look for it in the list of sites.");
        }
        var offers = catalogue.offers().stream()
                .filter(offer -> id.equals(offer.siteId()))
                .toList();
        ctx.render(
                "capacity/site",
                Map.of("site", SiteView.of(site, pools.getOrDefault(id, List.of()), accelerators, offers, messages)));
    }
}
