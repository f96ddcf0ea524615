package org.tierwise.catalog.estate;

/** By what a list of workloads can be narrowed. The values are names of enum constants, or words as written. */
public enum Facet {
    CLASS,
    LATENCY_TIER,
    STATUS,
    WARNING,
    SOURCE,
    OWNER,
    MODEL,
    /** ISO code of a country that demand comes from. */
    COUNTRY
}
