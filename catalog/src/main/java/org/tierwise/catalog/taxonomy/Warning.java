package org.tierwise.catalog.taxonomy;

/** What the classification found odd; none of them stops a workload. Their names are stable codes. */
public enum Warning {
    BUDGET_IGNORED,
    PURPOSE_BUDGET_MISMATCH,
    PURPOSE_WAITING_MISMATCH,
    CONTEXT_OVER_MODEL
}
