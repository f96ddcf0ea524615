package org.tierwise.catalog.reference;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.SiteKind;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.provenance.Provenance;

/** A site as its file states it, before prices say what it is good for. */
record SiteDraft(
        String id,
        String provider,
        String code,
        String name,
        SiteKind kind,
        @Nullable SiteTier statedTier,
        String failureDomain,
        String city,
        String country,
        String usState,
        GeoPoint at,
        String status,
        Provenance provenance) {
    /** A partition of its own (GovCloud, China, sovereign) or dedicated to one customer: an ordinary account buys nothing there. */
    static final String RESTRICTED = "restricted";

    boolean isRestricted() {
        return status.equals(RESTRICTED);
    }
}
