package org.tierwise.catalog.testing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.estate.ClassifiedWorkload;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.taxonomy.Classification;
import org.tierwise.catalog.taxonomy.LatencyTier;
import org.tierwise.catalog.taxonomy.Warning;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.AccessProfile;
import org.tierwise.catalog.workload.BudgetMetric;
import org.tierwise.catalog.workload.Constraints;
import org.tierwise.catalog.workload.Demand;
import org.tierwise.catalog.workload.DemandPoint;
import org.tierwise.catalog.workload.LatencyBudget;
import org.tierwise.catalog.workload.Purpose;
import org.tierwise.catalog.workload.Runtime;
import org.tierwise.catalog.workload.TokenProfile;
import org.tierwise.catalog.workload.UserLocation;
import org.tierwise.catalog.workload.Waiting;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.catalog.workload.WorkloadStatus;

/** Workloads to store. */
public final class Samples {
    public static final UserLocation MANILA = new UserLocation("Manila", "PH", new GeoPoint(14.6042, 120.9822));
    public static final UserLocation ZARAGOZA = new UserLocation("Zaragoza", "ES", new GeoPoint(41.6561, -0.8773));

    private Samples() {}

    /** A chat assistant in Manila with every kind of attribute. */
    public static Workload workload(String externalId, String name) {
        return new Workload(
                externalId,
                "acme.csv",
                name,
                "Answers questions",
                "Ana",
                "Support",
                "CC-7",
                List.of("chat", "pilot"),
                null,
                WorkloadStatus.ACTIVE,
                Purpose.INTERACTIVE,
                Waiting.HUMAN,
                new LatencyBudget(400.0, BudgetMetric.TTFT, 95, null, 50.0, null),
                new TokenProfile(1200, 300, 8192, 0.5),
                new Demand(List.of(new DemandPoint(MANILA, 1)), 12.5, 3.1, null, null, AccessProfile.FIVE_G, 20),
                new Runtime("Llama-3.1-8B", 8.0, null, null, 0, 2000.0, null),
                Constraints.NONE,
                Map.of("Colour", "=blue"));
    }

    public static Workload at(Workload workload, UserLocation... locations) {
        var points = List.of(locations).stream()
                .map(location -> new DemandPoint(location, 1.0 / locations.length))
                .toList();
        var demand = workload.demand();
        return with(
                workload,
                new Demand(
                        points,
                        demand.peakRps(),
                        demand.avgRps(),
                        demand.users(),
                        demand.callsPerUserDay(),
                        demand.access(),
                        demand.growthPctYear()));
    }

    private static Workload with(Workload workload, Demand demand) {
        return new Workload(
                workload.externalId(),
                workload.source(),
                workload.name(),
                workload.description(),
                workload.owner(),
                workload.businessUnit(),
                workload.costCentre(),
                workload.tags(),
                workload.parentId(),
                workload.status(),
                workload.purpose(),
                workload.waiting(),
                workload.budget(),
                workload.tokens(),
                demand,
                workload.runtime(),
                workload.constraints(),
                workload.custom());
    }

    public static ClassifiedWorkload classified(Workload workload) {
        return classified(workload, WorkloadClass.LIVE_CONVERSATION, LatencyTier.T500);
    }

    public static ClassifiedWorkload classified(
            Workload workload, WorkloadClass workloadClass, LatencyTier tier, Warning... warnings) {
        return new ClassifiedWorkload(
                workload,
                new Classification(
                        workloadClass,
                        tier,
                        "R08",
                        List.of("budget 400 ms"),
                        "budget 400 ms",
                        Set.of(SiteTier.REGIONAL, SiteTier.EDGE),
                        Set.of(warnings),
                        true,
                        400.0,
                        BudgetMetric.TTFT,
                        8192,
                        List.of()));
    }
}
