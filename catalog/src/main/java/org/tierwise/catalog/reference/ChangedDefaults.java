package org.tierwise.catalog.reference;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.capacity.SiteKind;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.policy.OwnedPrice;
import org.tierwise.catalog.provenance.Figure;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;

/**
 * Carries changed assumptions into sites and pools, because the shipped ones were made with the shipped numbers: quotas,
 * the energy defaults, the way inside a site. Only figures that are such a default change; published ones stay.
 */
final class ChangedDefaults {
    private static final String LARGE_GB = "quota.largeMemoryGb";

    private final Assumptions before;
    private final Assumptions now;
    private final boolean aggregation;
    private final boolean energy;
    private final boolean quotas;
    private final Set<Figure> defaultQuotas;
    private final Map<String, Double> memoryGb;
    private final Map<String, SiteTier> tiers = new HashMap<>();

    ChangedDefaults(ReferenceCatalogue shipped, Assumptions now) {
        before = shipped.assumptions();
        this.now = now;
        aggregation = differs("latency.aggregationEdgePopMs", "latency.aggregationOtherMs");
        energy = differs("cost.pueDefault", "cost.usdPerKwhDefault");
        var keys = before.all().stream()
                .map(assumption -> assumption.key())
                .filter(key -> key.startsWith("quota."))
                .toList();
        quotas = differs(keys.toArray(String[]::new));
        defaultQuotas = keys.stream().map(key -> before.get(key).figure()).collect(Collectors.toSet());
        memoryGb = shipped.accelerators().stream().collect(Collectors.toMap(Accelerator::id, Accelerator::memoryGb));
        shipped.sites().forEach(site -> tiers.put(site.id(), site.tier()));
    }

    private boolean differs(String... keys) {
        for (var key : keys) {
            if (!before.get(key).equals(now.get(key))) {
                return true;
            }
        }
        return false;
    }

    Site site(Site site) {
        if (!aggregation && !energy) {
            return site;
        }
        return new Site(
                site.id(),
                site.provider(),
                site.code(),
                site.name(),
                site.kind(),
                site.tier(),
                site.ownership(),
                site.city(),
                site.country(),
                site.at(),
                site.status(),
                site.failureDomain(),
                now.value(
                        site.kind() == SiteKind.EDGE_POP
                                ? "latency.aggregationEdgePopMs"
                                : "latency.aggregationOtherMs"),
                site.gpuPresent(),
                ifDefault(site.pue(), "cost.pueDefault"),
                ifDefault(site.usdPerKwh(), "cost.usdPerKwhDefault"),
                site.gridGco2PerKwh(),
                site.kwLimit(),
                site.provenance());
    }

    private Figure ifDefault(Figure figure, String key) {
        return figure.equals(before.get(key).figure()) ? now.get(key).figure() : figure;
    }

    CapacityPool pool(CapacityPool pool) {
        var tier = tiers.get(pool.siteId());
        if (!quotas || tier == null || !defaultQuotas.contains(pool.quantity())) {
            return pool;
        }
        boolean large = memoryGb.getOrDefault(pool.acceleratorId(), 0.0) >= now.value(LARGE_GB);
        return new CapacityPool(
                pool.id(),
                pool.siteId(),
                pool.acceleratorId(),
                pool.term(),
                now.get(PoolDerivation.quotaKey(tier, large)).figure(),
                pool.usdPerAcceleratorHour(),
                pool.hostIncluded());
    }

    /** An own pool at the hourly price of its purchase; as it is if that is not known. */
    CapacityPool priced(CapacityPool pool, @Nullable Double capexUsd) {
        return capexUsd == null
                ? pool
                : new CapacityPool(
                        pool.id(),
                        pool.siteId(),
                        pool.acceleratorId(),
                        pool.term(),
                        pool.quantity(),
                        new Figure(
                                OwnedPrice.usdPerHour(now, capexUsd),
                                "USD/h",
                                new Provenance(
                                        Kind.ASSUMED,
                                        "price with host over its months of use, and maintenance, over 730 h a month",
                                        pool.usdPerAcceleratorHour()
                                                .provenance()
                                                .asOf())),
                        pool.hostIncluded());
    }
}
