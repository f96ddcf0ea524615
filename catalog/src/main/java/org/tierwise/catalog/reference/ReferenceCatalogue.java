package org.tierwise.catalog.reference;

import java.util.List;
import java.util.Map;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.ManagedOffer;
import org.tierwise.catalog.capacity.Model;
import org.tierwise.catalog.capacity.ServingBenchmark;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.geo.Gazetteer;
import org.tierwise.catalog.network.Backbone;
import org.tierwise.catalog.network.RoundTripRow;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.policy.ModelDefault;
import org.tierwise.catalog.taxonomy.WorkloadClass;

/**
 * Everything that is known of the world, as one immutable snapshot.
 *
 * @param version SHA-256 over the files that it was read from, in hex: the same catalogue has the same version
 * @param egressUsdPerGb price of traffic to the Internet by site id; missing sites use the assumption
 * @param classDefaults the model that stands in where a workload of a class names tokens but no model
 */
public record ReferenceCatalogue(
        String version,
        Gazetteer gazetteer,
        List<Site> sites,
        List<Accelerator> accelerators,
        List<Model> models,
        List<CapacityPool> pools,
        List<ManagedOffer> offers,
        List<ServingBenchmark> benchmarks,
        Backbone backbone,
        List<RoundTripRow> roundTrips,
        Map<String, Double> egressUsdPerGb,
        Assumptions assumptions,
        Map<WorkloadClass, ModelDefault> classDefaults) {
    public ReferenceCatalogue {
        sites = List.copyOf(sites);
        accelerators = List.copyOf(accelerators);
        models = List.copyOf(models);
        pools = List.copyOf(pools);
        offers = List.copyOf(offers);
        benchmarks = List.copyOf(benchmarks);
        roundTrips = List.copyOf(roundTrips);
        egressUsdPerGb = Map.copyOf(egressUsdPerGb);
        classDefaults = Map.copyOf(classDefaults);
    }

    /** The same by id and by name; builds maps, so keep the result. */
    public CatalogueIndex index() {
        return new CatalogueIndex(this);
    }
}
