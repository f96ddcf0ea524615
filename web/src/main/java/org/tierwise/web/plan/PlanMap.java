package org.tierwise.web.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.pricing.Money;

/**
 * The plan on the world: sites in use, places of demand and the flows between them, as positions on an equirectangular
 * map of {@value #WIDTH} x {@value #HEIGHT} units, so that a marker is linear arithmetic and needs no script.
 */
record PlanMap(List<SiteMark> sites, List<DemandMark> demand, List<Flow> flows, List<String> unplacedHere) {
    static final int WIDTH = 720;
    static final int HEIGHT = 360;

    /** A site in use; {@code slices} served there and {@code accelerators} bought there. */
    record SiteMark(
            PlacedAt at, double x, double y, int slices, double accelerators, Money cost, List<String> workloads) {}

    /** A place of demand; unplaced demand is marked. */
    record DemandMark(String label, double x, double y, int slices, int unplaced) {}

    /** Demand of one place served by one site; {@code path} is an SVG arc, {@code width} grows with the peak load. */
    record Flow(
            String from,
            PlacedAt to,
            SiteTier tier,
            String path,
            String width,
            int slices,
            double peakRps,
            double slowestMs) {}

    static PlanMap of(PlacementPlan plan) {
        var sites = new LinkedHashMap<String, SiteMark>();
        var demand = new LinkedHashMap<String, DemandMark>();
        var flows = new LinkedHashMap<String, Flow>();
        for (var placement : plan.placements()) {
            var at = placement.at();
            sites.merge(
                    at.siteId(),
                    new SiteMark(
                            at,
                            x(at.at()),
                            y(at.at()),
                            1,
                            placement.accelerators(),
                            placement.monthlyCost(),
                            List.of(placement.slice().workloadName())),
                    PlanMap::together);
            var location = placement.slice().location();
            if (location == null) {
                continue;
            }
            demand.merge(
                    location.label(),
                    new DemandMark(location.label(), x(location.at()), y(location.at()), 1, 0),
                    PlanMap::together);
            flows.merge(
                    location.label() + "→" + at.siteId(),
                    new Flow(
                            location.label(),
                            at,
                            at.tier(),
                            arc(location.at(), at.at()),
                            width(placement.slice().peakRps()),
                            1,
                            placement.slice().peakRps(),
                            placement.latency().p95Ms()),
                    PlanMap::together);
        }
        var unplacedHere = new ArrayList<String>();
        for (var unplaced : plan.unplaced()) {
            var location = unplaced.slice().location();
            if (location != null) {
                unplacedHere.add(unplaced.slice().id());
                demand.merge(
                        location.label(),
                        new DemandMark(location.label(), x(location.at()), y(location.at()), 1, 1),
                        PlanMap::together);
            }
        }
        return new PlanMap(
                sites.values().stream()
                        .sorted(Comparator.comparing(SiteMark::cost).reversed())
                        .toList(),
                List.copyOf(demand.values()),
                flows.values().stream()
                        .sorted(Comparator.comparingDouble(Flow::peakRps).reversed())
                        .toList(),
                unplacedHere);
    }

    static double x(GeoPoint at) {
        return round((at.lon() + 180) * WIDTH / 360.0);
    }

    static double y(GeoPoint at) {
        return round((90 - at.lat()) * HEIGHT / 180.0);
    }

    private static SiteMark together(SiteMark one, SiteMark other) {
        var workloads = new TreeSet<>(one.workloads());
        workloads.addAll(other.workloads());
        return new SiteMark(
                one.at(),
                one.x(),
                one.y(),
                one.slices() + other.slices(),
                one.accelerators() + other.accelerators(),
                one.cost().plus(other.cost()),
                List.copyOf(workloads));
    }

    private static DemandMark together(DemandMark one, DemandMark other) {
        return new DemandMark(
                one.label(), one.x(), one.y(), one.slices() + other.slices(), one.unplaced() + other.unplaced());
    }

    private static Flow together(Flow one, Flow other) {
        double rps = one.peakRps() + other.peakRps();
        return new Flow(
                one.from(),
                one.to(),
                one.tier(),
                one.path(),
                width(rps),
                one.slices() + other.slices(),
                rps,
                Math.max(one.slowestMs(), other.slowestMs()));
    }

    /** A quadratic arc that bows towards the nearer pole, so that flows in both directions of a corridor stay apart. */
    private static String arc(GeoPoint from, GeoPoint to) {
        double x1 = x(from);
        double y1 = y(from);
        double x2 = x(to);
        double y2 = y(to);
        double bow = Math.hypot(x2 - x1, y2 - y1) * 0.18;
        double towardsPole = (y1 + y2) / 2 < HEIGHT / 2.0 ? -bow : bow;
        return String.format(
                Locale.ROOT,
                "M%.1f %.1fQ%.1f %.1f %.1f %.1f",
                x1,
                y1,
                (x1 + x2) / 2,
                Math.max(2, Math.min(HEIGHT - 2, (y1 + y2) / 2 + towardsPole)),
                x2,
                y2);
    }

    /** Line width in map units: 0.6 for a trickle, 3 for a thousand requests per second. */
    private static String width(double peakRps) {
        return String.format(Locale.ROOT, "%.2f", 0.6 + 0.8 * Math.log10(1 + Math.max(0, peakRps)));
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
