package org.tierwise.catalog.capacity;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A site that a workspace adds to the catalogue, with what can be had there.
 *
 * @param capexUsd what one accelerator cost with its part of the host, in USD by accelerator; the hourly price of its
 *     pool follows from it and from the assumptions on own hardware. Without an entry the price of the pool counts
 */
public record OwnSite(Site site, List<CapacityPool> pools, Map<String, Double> capexUsd) {
    public OwnSite {
        pools = List.copyOf(pools);
        // Sorted, so that the same site always gives the same document.
        capexUsd = java.util.Collections.unmodifiableMap(new TreeMap<>(capexUsd));
        for (var pool : pools) {
            if (!pool.siteId().equals(site.id())) {
                throw new IllegalArgumentException("The pool (" + pool.id() + ") belongs to site (" + pool.siteId()
                        + ") but is listed under site (" + site.id() + ").");
            }
        }
    }

    /** A site whose pools name their hourly prices themselves. */
    public OwnSite(Site site, List<CapacityPool> pools) {
        this(site, pools, Map.of());
    }
}
