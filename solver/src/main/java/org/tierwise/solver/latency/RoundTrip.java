package org.tierwise.solver.latency;

import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.catalog.provenance.Kind;

/**
 * A round trip between a user's network and a site, without the last mile.
 *
 * @param p50Ms median in ms
 * @param p95Ms 95th percentile in ms
 * @param lowMs lower end of the band on the 95th percentile
 * @param highMs upper end of that band
 * @param kind MEASURED or PUBLISHED if a row was used, DERIVED if modelled, ASSUMED if modelled with an assumed factor
 * @param source who states it, or the way and the formula
 * @param path hubs on the way, "SIN-TYO-SEA-CHI-ASH"; "direct" for a line without hubs; empty for a row of a table
 */
public record RoundTrip(
        double p50Ms, double p95Ms, double lowMs, double highMs, Kind kind, String source, String path) {
    /** This as a part of a latency stack. */
    public LatencyPart part(String name) {
        return new LatencyPart(name, p95Ms, lowMs, highMs, kind, source);
    }
}
