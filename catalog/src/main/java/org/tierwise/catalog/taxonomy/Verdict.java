package org.tierwise.catalog.taxonomy;

/** What the sites say of a workload at a demand location. */
public enum Verdict {
    EDGE_REQUIRED,
    EDGE_BENEFICIAL,
    EDGE_UNNECESSARY,
    INFEASIBLE_NETWORK,
    INFEASIBLE_PROCESSING,
    NEEDS_MEASUREMENT,
    NO_ELIGIBLE_OPTION
}
