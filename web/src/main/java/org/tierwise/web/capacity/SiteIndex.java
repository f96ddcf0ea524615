package org.tierwise.web.capacity;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.reference.ReferenceCatalogue;

/** The sites of one state of the catalogue by id, with their pools and rows. */
record SiteIndex(
        ReferenceCatalogue catalogue,
        Map<String, Accelerator> accelerators,
        Map<String, List<CapacityPool>> pools,
        Map<String, Site> sites,
        List<SiteRow> rows) {
    static SiteIndex of(ReferenceCatalogue catalogue) {
        var accelerators =
                catalogue.accelerators().stream().collect(Collectors.toMap(Accelerator::id, Function.identity()));
        var pools = catalogue.pools().stream().collect(Collectors.groupingBy(CapacityPool::siteId));
        return new SiteIndex(
                catalogue,
                accelerators,
                pools,
                catalogue.sites().stream().collect(Collectors.toMap(Site::id, Function.identity())),
                catalogue.sites().stream()
                        .map(site -> SiteRow.of(site, pools.getOrDefault(site.id(), List.of()), accelerators))
                        .toList());
    }

    List<CapacityPool> poolsOf(String siteId) {
        return pools.getOrDefault(siteId, List.of());
    }
}
