package org.tierwise.solver.problem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tierwise.catalog.capacity.OwnSite;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.workload.UserLocation;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.catalog.workload.WorkloadStatus;

/**
 * The own sites that a solve would assume, for people to confirm or edit: from the hosting of workloads, or for a place
 * that a user names. An own site within the reach of a proposed one takes its place.
 */
public final class PremisesProposals {
    private static final Map<String, String> PRICE_KEYS =
            Map.of("L4-24GB", "own.priceL4", "L40S-48GB", "own.priceL40S", "H100-80GB-SXM", "own.priceH100");

    private final ReferenceCatalogue catalogue;
    private final OwnPremises premises;

    /** @param catalogue as the workspace sees it: its own sites are no proposals any more */
    public PremisesProposals(ReferenceCatalogue catalogue) {
        this.catalogue = catalogue;
        premises = new OwnPremises(catalogue, catalogue.assumptions());
    }

    /** Where workloads are hosted on premises and no own site is known, by site id. Retired workloads count nothing. */
    public List<OwnSite> of(List<Workload> workloads) {
        return sites(premises.propose(workloads.stream()
                .filter(workload -> workload.status() != WorkloadStatus.RETIRED)
                .toList()));
    }

    /** What a solve would assume at any place. */
    public OwnSite at(UserLocation location) {
        return sites(premises.trial(location)).getFirst();
    }

    /**
     * What one accelerator costs with its part of the host, in USD, by those accelerators whose price is an assumption.
     */
    public Map<String, Double> capexUsd() {
        var prices = new HashMap<String, Double>();
        var assumptions = catalogue.assumptions();
        PRICE_KEYS.forEach((accelerator, key) ->
                prices.put(accelerator, assumptions.value(key) * assumptions.value("own.hostFactor")));
        return prices;
    }

    private List<OwnSite> sites(OwnPremises.Proposal proposal) {
        var capex = capexUsd();
        return proposal.sites().stream()
                .map(site -> {
                    var pools = proposal.pools().stream()
                            .filter(pool -> pool.siteId().equals(site.id()))
                            .toList();
                    var prices = new HashMap<String, Double>();
                    pools.forEach(
                            pool -> prices.put(pool.acceleratorId(), capex.getOrDefault(pool.acceleratorId(), 0.0)));
                    return new OwnSite(site, pools, prices);
                })
                .toList();
    }
}
