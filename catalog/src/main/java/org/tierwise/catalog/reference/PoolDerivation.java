package org.tierwise.catalog.reference;

import java.util.List;
import java.util.Map;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.policy.Assumption;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.provenance.Figure;

/** Makes a pool of each priced site, accelerator and term, with the default quota as its quantity. */
final class PoolDerivation {
    private final TierAssignment tiers;
    private final Map<String, Double> memoryGb;
    private final Assumptions assumptions;

    PoolDerivation(TierAssignment tiers, Map<String, Double> memoryGb, Assumptions assumptions) {
        this.tiers = tiers;
        this.memoryGb = memoryGb;
        this.assumptions = assumptions;
    }

    List<CapacityPool> pools(List<PriceRow> prices) {
        return prices.stream().map(this::pool).toList();
    }

    private CapacityPool pool(PriceRow price) {
        String site = price.site().id();
        return new CapacityPool(
                site + "|" + price.acceleratorId() + "|" + price.term(),
                site,
                price.acceleratorId(),
                price.term(),
                quota(price).figure(),
                new Figure(price.usdPerHour(), "USD/accelerator-hour", price.provenance()),
                price.hostIncluded());
    }

    private Assumption quota(PriceRow price) {
        boolean large = memoryGb.getOrDefault(price.acceleratorId(), 0.0) >= assumptions.value("quota.largeMemoryGb");
        SiteTier tier = tiers.of(price.site());
        return assumptions.get(quotaKey(tier, large));
    }

    /** The assumption that is the quota of a site's tier and of accelerators with much or little memory. */
    static String quotaKey(SiteTier tier, boolean large) {
        return switch (tier) {
            case EDGE -> "quota.edge";
            case REGIONAL -> large ? "quota.regionalLarge" : "quota.regionalSmall";
            case CENTRAL -> large ? "quota.centralLarge" : "quota.centralSmall";
        };
    }
}
