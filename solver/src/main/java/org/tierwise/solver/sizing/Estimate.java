package org.tierwise.solver.sizing;

import org.tierwise.catalog.provenance.Kind;

/** A computed number with its band, how far it can be trusted, and where it comes from. */
public record Estimate(double value, double low, double high, Kind kind, String source) {
    Estimate times(double factor) {
        return new Estimate(value * factor, low * factor, high * factor, kind, source);
    }
}
