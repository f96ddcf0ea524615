package org.tierwise.catalog.capacity;

/** What kind of place a site is. */
public enum SiteKind {
    REGION,
    LOCAL_ZONE,
    WAVELENGTH_ZONE,
    EXTENDED_ZONE,
    EDGE_POP,
    OWN_PREMISES
}
