package org.tierwise.catalog.plan;

import java.util.List;

/** A predicted p95 as the sum of named parts: an upper bound, because percentiles do not add exactly. */
public record LatencyStack(List<LatencyPart> parts) {
    public LatencyStack {
        parts = List.copyOf(parts);
    }

    public double p95Ms() {
        return parts.stream().mapToDouble(LatencyPart::p95Ms).sum();
    }

    public double lowMs() {
        return parts.stream().mapToDouble(LatencyPart::lowMs).sum();
    }

    public double highMs() {
        return parts.stream().mapToDouble(LatencyPart::highMs).sum();
    }
}
