package org.tierwise.web.capacity;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.Ownership;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.web.http.Numbers;

/**
 * A site as the map and its table show it.
 *
 * @param x position on the map of 720 x 360 units, with {@code y}: equirectangular
 * @param accelerators names of the types that can be had, in their order
 * @param search what the text filter looks at, in lower case
 */
record SiteRow(Site site, String x, String y, Set<String> accelerators, String search) {
    static SiteRow of(Site site, List<CapacityPool> pools, java.util.Map<String, Accelerator> byId) {
        var names = new TreeSet<String>();
        for (var pool : pools) {
            var accelerator = byId.get(pool.acceleratorId());
            names.add(accelerator == null ? pool.acceleratorId() : accelerator.name());
        }
        return new SiteRow(
                site,
                Numbers.significant(2 * (site.at().lon() + 180), 5),
                Numbers.significant(2 * (90 - site.at().lat()), 5),
                names,
                String.join(" ", site.id(), site.name(), site.city(), site.country(), site.provider())
                                .toLowerCase(Locale.ROOT)
                        + " " + String.join(" ", names).toLowerCase(Locale.ROOT));
    }

    // What the template reads
    public String id() {
        return site.id();
    }

    public String name() {
        return site.name();
    }

    public String provider() {
        return site.provider();
    }

    public String place() {
        return site.city().isEmpty() ? site.country() : site.city() + ", " + site.country();
    }

    public String tier() {
        return site.tier().name();
    }

    public String shape() {
        return site.tier().name().toLowerCase(Locale.ROOT);
    }

    public boolean own() {
        return site.ownership() == Ownership.OWN;
    }

    public boolean gpu() {
        return site.gpuPresent();
    }

    public String accelerator() {
        return switch (accelerators.size()) {
            case 0 -> "";
            case 1, 2 -> String.join(", ", accelerators);
            default -> accelerators.iterator().next() + " +" + (accelerators.size() - 1);
        };
    }

    public String price() {
        return Numbers.significant(site.usdPerKwh().value(), 3);
    }

    public String url() {
        return "/capacity/" + site.id();
    }
}
