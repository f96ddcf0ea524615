package org.tierwise.catalog.taxonomy;

/** Step of the latency budget. Limits are inclusive: 50 ms is T50. */
public enum LatencyTier {
    NONE,
    T50,
    T100,
    T200,
    T500,
    TOPEN
}
