package org.tierwise.solver.problem;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.catalog.workload.AccessProfile;
import org.tierwise.catalog.workload.UserLocation;
import org.tierwise.solver.latency.LatencyModel;

/** The way from each location to each site, computed once and shared by all workloads. Thread-safe. */
final class Networks {
    private final LatencyModel model;
    private final int sites;
    private final Map<Origin, AtomicReferenceArray<Network>> byOrigin = new ConcurrentHashMap<>();

    private record Origin(UserLocation location, AccessProfile access) {}

    /** Access, aggregation and core of one way, with their sum and its band. */
    record Network(List<LatencyPart> parts, double p95Ms, double lowMs, double highMs) {
        double accessMs() {
            return parts.getFirst().p95Ms();
        }
    }

    /** @param sites number of sites of the world */
    Networks(LatencyModel model, int sites) {
        this.model = model;
        this.sites = sites;
    }

    Network between(UserLocation location, AccessProfile access, Site site, int siteIndex) {
        var ways = byOrigin.computeIfAbsent(new Origin(location, access), origin -> new AtomicReferenceArray<>(sites));
        var known = ways.get(siteIndex);
        if (known != null) {
            return known;
        }
        boolean onPremises = model.ownPremises(location, site);
        // A LAN ends at the fence; the way to any other site begins with the line that the default profile stands for.
        var lastMile = access == AccessProfile.LAN && !onPremises ? AccessProfile.FIBRE : access;
        var parts = List.of(
                model.access(lastMile, onPremises).part("access"),
                model.aggregation(site).part("aggregation"),
                model.core(location, site).part("core"));
        var network = new Network(
                parts,
                parts.stream().mapToDouble(LatencyPart::p95Ms).sum(),
                parts.stream().mapToDouble(LatencyPart::lowMs).sum(),
                parts.stream().mapToDouble(LatencyPart::highMs).sum());
        ways.set(siteIndex, network);
        return network;
    }
}
