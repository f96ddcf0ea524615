package org.tierwise.catalog.reference;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.tierwise.catalog.capacity.SiteKind;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.pricing.PurchaseTerm;

/**
 * Which tier a site stands on unless its file says so. Zones, presences and own premises are EDGE. Of each provider and
 * continent the region with the cheapest listed on-demand accelerator of 80 GB or more is CENTRAL; where several are
 * equally cheap, the one nearest to the provider's other regions there. All other regions are REGIONAL.
 */
final class TierAssignment {
    private final Set<String> central = new HashSet<>();

    TierAssignment(
            Collection<SiteDraft> sites,
            List<PriceRow> listed,
            Function<String, String> continentOfCountry,
            Map<String, Double> memoryGb,
            double largeMemoryGb) {
        var cheapest = new HashMap<String, Double>();
        for (var row : listed) {
            if (row.term() == PurchaseTerm.ON_DEMAND
                    && row.site().kind() == SiteKind.REGION
                    && !row.site().isRestricted()
                    && memoryGb.getOrDefault(row.acceleratorId(), 0.0) >= largeMemoryGb) {
                cheapest.merge(row.site().id(), row.usdPerHour(), Math::min);
            }
        }
        var groups = sites.stream()
                .filter(site -> cheapest.containsKey(site.id()))
                .collect(Collectors.groupingBy(
                        site -> site.provider() + "|" + continentOfCountry.apply(site.country())));
        for (var group : groups.values()) {
            ToDoubleFunction<SiteDraft> kmToOthers = site -> group.stream()
                    .mapToDouble(other -> other.at().kmTo(site.at()))
                    .sum();
            group.stream()
                    .min(Comparator.comparingDouble((SiteDraft site) -> cheapest.getOrDefault(site.id(), 0.0))
                            .thenComparingDouble(kmToOthers)
                            .thenComparing(SiteDraft::id))
                    .ifPresent(site -> central.add(site.id()));
        }
    }

    SiteTier of(SiteDraft site) {
        var stated = site.statedTier();
        if (stated != null) {
            return stated;
        }
        return switch (site.kind()) {
            case LOCAL_ZONE, WAVELENGTH_ZONE, EXTENDED_ZONE, EDGE_POP, OWN_PREMISES -> SiteTier.EDGE;
            case REGION -> central.contains(site.id()) ? SiteTier.CENTRAL : SiteTier.REGIONAL;
        };
    }
}
