package org.tierwise.catalog.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tierwise.catalog.capacity.SiteKind;
import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;

/**
 * Fills the gaps of the price lists: an accelerator that a provider lists somewhere is priced in its other regions by
 * the price level of the region. Spot prices are never estimated, they move by the hour; nor is anything in zones or
 * restricted regions.
 *
 * <p>estimate = listed price x level(region) / level(region of the list), where the list is that of the region whose
 * level is nearest to 1. No estimate undercuts the provider's lowest listed price: levels of CPUs fall to 0.66 in
 * regions where accelerators are not cheaper at all.
 */
final class PriceEstimates {
    private final Map<String, PriceLevel> levels;

    PriceEstimates(Map<String, PriceLevel> levels) {
        this.levels = levels;
    }

    /** The cheapest listed row of each site, accelerator and term, then the estimates. */
    List<PriceRow> complete(List<PriceRow> listed, Collection<SiteDraft> sites) {
        var cheapest = new LinkedHashMap<String, PriceRow>();
        var byProduct = new LinkedHashMap<String, List<PriceRow>>();
        for (var row : listed) {
            if (!row.site().isRestricted()) {
                cheapest.merge(key(row.site(), row), row, (a, b) -> b.usdPerHour() < a.usdPerHour() ? b : a);
            }
        }
        for (var row : cheapest.values()) {
            byProduct
                    .computeIfAbsent(key(row.site().provider(), row), unused -> new ArrayList<>())
                    .add(row);
        }
        var all = new ArrayList<>(cheapest.values());
        for (var rows : byProduct.values()) {
            for (var site : sites) {
                if (canBeEstimated(site, rows.getFirst()) && !cheapest.containsKey(key(site, rows.getFirst()))) {
                    addEstimate(site, rows, all);
                }
            }
        }
        return all;
    }

    private boolean canBeEstimated(SiteDraft site, PriceRow row) {
        return site.provider().equals(row.site().provider())
                && site.kind() == SiteKind.REGION
                && !site.isRestricted()
                && row.term() != PurchaseTerm.SPOT
                && levels.containsKey(site.id());
    }

    private void addEstimate(SiteDraft site, List<PriceRow> listed, List<PriceRow> all) {
        var level = levels.get(site.id());
        var base = listed.stream()
                .filter(row -> levels.containsKey(row.site().id()))
                .min(Comparator.comparingDouble((PriceRow row) -> Math.abs(level(row) - 1))
                        .thenComparing(row -> row.site().id()));
        if (level == null || base.isEmpty()) {
            return;
        }
        var from = base.get();
        double lowest = listed.stream().mapToDouble(PriceRow::usdPerHour).min().orElseThrow();
        double scaled = from.usdPerHour() * level.index() / level(from);
        double estimate = Math.max(lowest, scaled);
        String formula = String.format(
                Locale.ROOT,
                "%s USD in %s x price level %.3f / %.3f%s%s (%s)",
                from.usdPerHour(),
                from.site().code(),
                level.index(),
                level(from),
                level.ofAccelerators() ? "" : " of CPUs",
                scaled < lowest ? ", not below the lowest listed price " + lowest : "",
                from.provenance().source());
        all.add(new PriceRow(
                site,
                from.acceleratorId(),
                from.term(),
                Math.round(estimate * 10_000) / 10_000.0,
                from.hostIncluded(),
                new Provenance(
                        from.provenance().kind().derivedWith(Kind.DERIVED),
                        formula,
                        from.provenance().asOf())));
    }

    private double level(PriceRow row) {
        var level = levels.get(row.site().id());
        return level == null ? 1 : level.index();
    }

    private static String key(SiteDraft site, PriceRow row) {
        return key(site.id(), row);
    }

    private static String key(String owner, PriceRow row) {
        return owner + "|" + row.acceleratorId() + "|" + row.term();
    }
}
