package org.tierwise.catalog.capacity;

/** Who runs a site. OWN sites are entered over the public Internet, the others by a backbone. */
public enum Ownership {
    OWN,
    CLOUD,
    MANAGED
}
