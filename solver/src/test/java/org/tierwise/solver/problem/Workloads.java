package org.tierwise.solver.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.workload.AccessProfile;
import org.tierwise.catalog.workload.BudgetMetric;
import org.tierwise.catalog.workload.Constraints;
import org.tierwise.catalog.workload.Demand;
import org.tierwise.catalog.workload.DemandPoint;
import org.tierwise.catalog.workload.LatencyBudget;
import org.tierwise.catalog.workload.LocationCoupling;
import org.tierwise.catalog.workload.Purpose;
import org.tierwise.catalog.workload.Runtime;
import org.tierwise.catalog.workload.TokenProfile;
import org.tierwise.catalog.workload.UserLocation;
import org.tierwise.catalog.workload.Waiting;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.catalog.workload.WorkloadStatus;

/** Workloads for tests, written as an inventory would say them. */
final class Workloads {
    static final UserLocation STUTTGART = new UserLocation("Stuttgart", "DE", new GeoPoint(48.78232, 9.17702));
    static final UserLocation MUNICH = new UserLocation("Munich", "DE", new GeoPoint(48.13743, 11.57549));
    static final UserLocation SINGAPORE = new UserLocation("Singapore", "SG", new GeoPoint(1.28967, 103.85007));
    static final UserLocation NEW_YORK = new UserLocation("New York City", "US", new GeoPoint(40.71427, -74.00597));
    static final UserLocation ULAANBAATAR = new UserLocation("Ulan Bator", "MN", new GeoPoint(47.90771, 106.88324));

    private final String id;
    private WorkloadStatus status = WorkloadStatus.ACTIVE;
    private @Nullable Purpose purpose;
    private @Nullable Waiting waiting;
    private @Nullable Double budgetMs;
    private @Nullable BudgetMetric metric;
    private @Nullable Double deadlineSeconds;
    private @Nullable Integer input;
    private @Nullable Integer output;
    private @Nullable String model;
    private @Nullable Double processingMs;
    private @Nullable Double peakRps;
    private @Nullable Double avgRps;
    private @Nullable String hosting;
    private AccessProfile access = AccessProfile.FIBRE;
    private List<String> residency = List.of();
    private final List<DemandPoint> points = new ArrayList<>();

    private Workloads(String id) {
        this.id = id;
    }

    static Workloads named(String id) {
        return new Workloads(id);
    }

    Workloads retired() {
        status = WorkloadStatus.RETIRED;
        return this;
    }

    Workloads purpose(Purpose value) {
        purpose = value;
        return this;
    }

    Workloads human() {
        waiting = Waiting.HUMAN;
        return this;
    }

    Workloads budget(double ms) {
        budgetMs = ms;
        return this;
    }

    Workloads metric(BudgetMetric value) {
        metric = value;
        return this;
    }

    Workloads deadlineHours(double hours) {
        deadlineSeconds = hours * 3600;
        return this;
    }

    Workloads tokens(int in, int out) {
        input = in;
        output = out;
        return this;
    }

    Workloads model(String name) {
        model = name;
        return this;
    }

    Workloads processing(double ms) {
        processingMs = ms;
        return this;
    }

    Workloads peak(double rps) {
        peakRps = rps;
        avgRps = rps / 3;
        return this;
    }

    Workloads average(double rps) {
        avgRps = rps;
        return this;
    }

    Workloads hosted(String where) {
        hosting = where;
        return this;
    }

    Workloads access(AccessProfile value) {
        access = value;
        return this;
    }

    Workloads in(String... countries) {
        residency = List.of(countries);
        return this;
    }

    Workloads at(UserLocation... places) {
        for (var place : places) {
            points.add(new DemandPoint(place, 1.0 / places.length));
        }
        return this;
    }

    Workload build() {
        return new Workload(
                id,
                "",
                id,
                "",
                "",
                "",
                "",
                List.of(),
                null,
                status,
                purpose,
                waiting,
                new LatencyBudget(budgetMs, metric, 95, null, null, deadlineSeconds),
                new TokenProfile(input, output, null, 0),
                new Demand(points, peakRps, avgRps, null, null, access, 0),
                new Runtime(model, null, null, processingMs, 0, null, 2_000.0),
                new Constraints(
                        residency,
                        "",
                        false,
                        null,
                        LocationCoupling.AGNOSTIC,
                        2,
                        null,
                        null,
                        null,
                        "USD",
                        hosting,
                        null),
                Map.of());
    }
}
