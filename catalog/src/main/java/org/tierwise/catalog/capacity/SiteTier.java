package org.tierwise.catalog.capacity;

/** Where a site stands, farthest from users first: the order in which a sufficient tier is looked for. */
public enum SiteTier {
    /** Consolidated high-memory capacity. */
    CENTRAL,
    /** A cloud region. */
    REGIONAL,
    /** In the user's metro or on the user's premises. */
    EDGE
}
