package org.tierwise.catalog.capacity;

import java.util.List;

/** A site that a workspace adds to the catalogue, with what can be had there. */
public record OwnSite(Site site, List<CapacityPool> pools) {
    public OwnSite {
        pools = List.copyOf(pools);
        for (var pool : pools) {
            if (!pool.siteId().equals(site.id())) {
                throw new IllegalArgumentException("The pool (" + pool.id() + ") belongs to site (" + pool.siteId()
                        + ") but is listed under site (" + site.id() + ").");
            }
        }
    }
}
