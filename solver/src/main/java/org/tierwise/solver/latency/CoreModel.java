package org.tierwise.solver.latency;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.network.Backbone;
import org.tierwise.catalog.network.BackboneLink;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.provenance.Kind;

/**
 * The modelled round trip over the backbone.
 *
 * <p>For maintainers. Up to 100 km: {@code 1.0 + 0.0644 d}, from rows between zones of one city (0.1 to 2.2 ms).
 * Farther: {@code 6.0 + k (1.45 land km + 1.27 sea km)} along the way over the hubs whose weighted length
 * {@code 1.25 land + sea} is least; {@code k = 2,000 / (299,792.458 × 0.67)} ms per km is the round trip of light in
 * fibre. On one landmass and below 1,200 km a direct line is taken where it is shorter. The formula was fitted on and
 * is checked against 2,350 pairs of Azure, 380 of Google and 156 of IBM: mean absolute error 8.6, 12.8 and 7.2 %. If cuts
 * leave no way, the straight line {@code 5 + 1.6 k d} stands in (16.3, 22.1, 15.1 %). All constants are assumptions
 * with their source.
 */
final class CoreModel {
    private final HubGraph graph;
    private final Map<String, String> landmassByCountry;
    private final int hubsPerEnd;
    private final double nearChord;
    private final double directChord;
    private final double nearBaseMs;
    private final double nearMsPerKm;
    private final double baseMs;
    private final double landMsPerKm;
    private final double seaMsPerKm;
    private final double landPathCost;
    private final double fallbackBaseMs;
    private final double fallbackMsPerKm;
    private final double p95OverP50;
    private final Bands bands;
    private final String source;
    private final String metroSource;
    private final String directSource;
    private final String straightSource;
    private final String[] pathSources;

    CoreModel(Backbone backbone, Set<BackboneLink> cut, Assumptions assumptions) {
        double msPerKm = assumptions.value("latency.msPerKm");
        landPathCost = assumptions.value("latency.terrestrialPathCost");
        graph = new HubGraph(backbone, landPathCost, cut);
        landmassByCountry = backbone.landmassByCountry();
        hubsPerEnd = (int) assumptions.value("latency.attachHubs");
        nearChord = Attachment.chordSquared(assumptions.value("latency.nearKm"));
        directChord = Attachment.chordSquared(assumptions.value("latency.directLineKm"));
        nearBaseMs = assumptions.value("latency.nearBaseMs");
        nearMsPerKm = assumptions.value("latency.nearMsPerKm");
        baseMs = assumptions.value("latency.hubBaseMs");
        landMsPerKm = msPerKm * assumptions.value("latency.terrestrialFactor");
        seaMsPerKm = msPerKm * assumptions.value("latency.submarineFactor");
        fallbackBaseMs = assumptions.value("latency.fallbackBaseMs");
        fallbackMsPerKm = msPerKm * assumptions.value("latency.fallbackFactor");
        p95OverP50 = assumptions.value("latency.p95OverP50");
        bands = new Bands(assumptions);
        source = String.format(
                Locale.ROOT,
                "backbone model: %s + %s × (%s × land km + %s × sea km)",
                baseMs,
                msPerKm,
                assumptions.value("latency.terrestrialFactor"),
                assumptions.value("latency.submarineFactor"));
        metroSource = String.format(Locale.ROOT, "same metro: %s + %s ms per km", nearBaseMs, nearMsPerKm);
        directSource = "direct line; " + source;
        straightSource = String.format(
                Locale.ROOT,
                "no way over the hubs; straight line: %s + %.6f ms per km",
                fallbackBaseMs,
                fallbackMsPerKm);
        int hubs = graph.hubs().size();
        // Made once per pair of hubs and shared, because millions of predictions carry one.
        pathSources = new String[hubs * hubs];
        for (int pair = 0; pair < pathSources.length; pair++) {
            pathSources[pair] = graph.path(pair) + "; " + source;
        }
    }

    Attachment attach(GeoPoint at, String country) {
        return Attachment.of(at, country, graph, landmassByCountry, hubsPerEnd);
    }

    /** @param factor what the public Internet makes of a backbone's round trip; 1 for a backbone */
    RoundTrip between(Attachment from, Attachment to, double factor) {
        double chord = from.chordSquared(to);
        if (chord <= nearChord) {
            return roundTrip(nearBaseMs + nearMsPerKm * from.kmTo(to), factor, metroSource, "metro");
        }
        int bestPair = -1;
        double bestCost = Double.POSITIVE_INFINITY;
        double bestAttachKm = 0;
        int[] fromHubs = from.hubs();
        int[] toHubs = to.hubs();
        double[] fromKm = from.km();
        double[] toKm = to.km();
        for (int i = 0; i < fromHubs.length; i++) {
            for (int j = 0; j < toHubs.length; j++) {
                int pair = graph.pair(fromHubs[i], toHubs[j]);
                double attachKm = fromKm[i] + toKm[j];
                double cost = graph.cost(pair) + landPathCost * attachKm;
                // The margin lets equal ways keep the nearer hub, whatever the rounding, so that paths stay the same.
                if (cost < bestCost - 1e-6) {
                    bestCost = cost;
                    bestPair = pair;
                    bestAttachKm = attachKm;
                }
            }
        }
        if (chord < directChord && from.sameLandmass(to)) {
            double km = from.kmTo(to);
            if (landPathCost * km < bestCost) {
                return roundTrip(baseMs + landMsPerKm * km, factor, directSource, "direct");
            }
        }
        if (bestPair < 0) {
            return roundTrip(fallbackBaseMs + fallbackMsPerKm * from.kmTo(to), factor, straightSource, "straight line");
        }
        double landKm = graph.terrestrialKm(bestPair) + bestAttachKm;
        double seaKm = graph.submarineKm(bestPair);
        return roundTrip(
                baseMs + landMsPerKm * landKm + seaMsPerKm * seaKm,
                factor,
                pathSources[bestPair],
                graph.path(bestPair));
    }

    private RoundTrip roundTrip(double backboneMs, double factor, String words, String path) {
        double p50 = backboneMs * factor;
        return factor == 1
                ? trip(p50, Kind.DERIVED, words, path)
                : trip(p50, Kind.ASSUMED, words + ", × " + factor + " for the public Internet", path);
    }

    /** A median with its 95th percentile and the band of its kind. */
    RoundTrip trip(double p50, Kind kind, String tripSource, String path) {
        double p95 = p50 * p95OverP50;
        return new RoundTrip(p50, p95, p95 * bands.low(kind, p50), p95 * bands.high(kind, p50), kind, tripSource, path);
    }
}
