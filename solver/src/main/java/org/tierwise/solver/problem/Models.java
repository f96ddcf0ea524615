package org.tierwise.solver.problem;

import java.util.List;
import java.util.Set;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.ManagedOffer;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.taxonomy.Classifier;
import org.tierwise.solver.cost.CostModel;
import org.tierwise.solver.latency.LatencyModel;
import org.tierwise.solver.sizing.SizingModel;

/** All models over one catalogue and one policy, wired once. Thread-safe. */
final class Models {
    private final ReferenceCatalogue catalogue;
    private final Policy policy;
    private final Assumptions assumptions;
    private final LatencyModel latency;
    private final SizingModel sizing;
    private final CostModel cost;
    private final Fits fits;
    private final ModelLookup lookup;
    private final SliceMaker slices;
    private final OwnPremises ownPremises;
    private final Set<String> lostSites;

    Models(ReferenceCatalogue catalogue, Policy policy, BuildChoices choices, Assumptions assumptions) {
        this(catalogue, policy, choices, assumptions, Set.of());
    }

    /** @param lostSites ids of sites at which nothing may run */
    Models(
            ReferenceCatalogue catalogue,
            Policy policy,
            BuildChoices choices,
            Assumptions assumptions,
            Set<String> lostSites) {
        this.catalogue = catalogue;
        this.policy = policy;
        this.assumptions = assumptions;
        this.lostSites = lostSites;
        latency = new LatencyModel(catalogue, assumptions);
        sizing = new SizingModel(catalogue, assumptions);
        cost = new CostModel(assumptions);
        ownPremises = new OwnPremises(catalogue, assumptions);
        fits = new Fits(sizing);
        lookup = new ModelLookup(catalogue.models(), catalogue.offers());
        var standIns = new StandIns(lookup, catalogue.classDefaults(), assumptions, choices.acceptStandInTimes());
        slices = new SliceMaker(new Classifier(policy.thresholds()), standIns, lookup, assumptions);
    }

    OwnPremises ownPremises() {
        return ownPremises;
    }

    VerdictRule.Beneficial beneficial() {
        return VerdictRule.Beneficial.of(assumptions);
    }

    SliceMaker slices() {
        return slices;
    }

    World world(List<Site> sites, List<CapacityPool> pools, List<ManagedOffer> offers) {
        return new World(
                sites,
                catalogue.accelerators(),
                pools,
                offers,
                ManagedPlaces.of(offers, sites),
                cost::usdPerAcceleratorHour,
                assumptions.value("cost.energy.hostFactor"));
    }

    /** An evaluator of all capacity of a world. */
    WorkloadEvaluator evaluator(World world) {
        var networks = new Networks(latency, world.siteCount());
        var costs = new PairCosts(cost, assumptions, catalogue.egressUsdPerGb());
        return new WorkloadEvaluator(
                world,
                policy,
                fits,
                new LivePairs(networks, costs, policy, assumptions.value("demand.hoursPerMonth")),
                new SteadyPairs(costs, sizing, assumptions.value("quota.largeMemoryGb")),
                new OfferPairs(networks, costs, policy, assumptions),
                lookup,
                ownPremises,
                lostSites);
    }
}
