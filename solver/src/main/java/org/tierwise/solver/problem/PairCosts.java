package org.tierwise.solver.problem;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tierwise.catalog.capacity.Ownership;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.plan.CostPart;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.provenance.Figure;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;
import org.tierwise.solver.cost.CostModel;

/** Costs of replicas and traffic; the same question is answered once. Thread-safe. */
final class PairCosts {
    private final CostModel model;
    private final Assumptions assumptions;
    private final Map<String, Double> egressUsdPerGb;
    private final Map<ReplicaKey, List<CostPart>> replicas = new ConcurrentHashMap<>();

    private record ReplicaKey(int pool, int accelerators, double hours) {}

    PairCosts(CostModel model, Assumptions assumptions, Map<String, Double> egressUsdPerGb) {
        this.model = model;
        this.assumptions = assumptions;
        this.egressUsdPerGb = egressUsdPerGb;
    }

    static long micros(List<CostPart> parts) {
        return parts.stream().mapToLong(part -> part.amount().micros()).sum();
    }

    /** @param hours hours a month that the accelerators are used */
    List<CostPart> replica(World.Cell cell, World.TermPool pool, int accelerators, double hours) {
        return replicas.computeIfAbsent(
                new ReplicaKey(pool.placement().index(), accelerators, hours),
                key -> List.copyOf(
                        model.accelerators(pool.capacity(), cell.site(), cell.accelerator(), accelerators, hours)));
    }

    /** Traffic of answers to users; that of own premises is not metered. */
    List<CostPart> egress(Site site, double avgRps, double payloadOutBytes) {
        return site.ownership() == Ownership.OWN || avgRps * payloadOutBytes == 0
                ? List.of()
                : List.of(model.egress(avgRps, payloadOutBytes, egressPrice(site)));
    }

    /** The sum of {@link #egress}, without its words. */
    long egressMicros(Site site, double avgRps, double payloadOutBytes) {
        return site.ownership() == Ownership.OWN || avgRps * payloadOutBytes == 0
                ? 0
                : model.egressCost(avgRps, payloadOutBytes, egressPrice(site)).micros();
    }

    CostModel model() {
        return model;
    }

    private Figure egressPrice(Site site) {
        var listed = egressUsdPerGb.get(site.id());
        return listed == null
                ? assumptions.get("cost.egressUsdPerGb").figure()
                : new Figure(
                        listed, "USD/GB", new Provenance(Kind.PUBLISHED, "the provider's list price of traffic", ""));
    }
}
