package org.tierwise.catalog.plan;

import org.tierwise.catalog.provenance.Kind;

/**
 * One component of a predicted latency: access, aggregation, core, queue or processing.
 *
 * @param p95Ms its 95th percentile in ms; the parts add up to the total
 * @param lowMs lower end of its band
 * @param highMs upper end of its band
 */
public record LatencyPart(String name, double p95Ms, double lowMs, double highMs, Kind kind, String source) {}
