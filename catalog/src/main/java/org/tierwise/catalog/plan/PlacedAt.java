package org.tierwise.catalog.plan;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.pricing.PurchaseTerm;

/**
 * Where something runs: a pool at a site, or a managed offer.
 *
 * @param optionId id of the pool or of the managed offer
 * @param acceleratorId missing for a managed offer
 * @param offerId missing for a pool
 */
public record PlacedAt(
        String optionId,
        String siteId,
        String siteName,
        String provider,
        SiteTier tier,
        String city,
        String country,
        GeoPoint at,
        @Nullable String acceleratorId,
        PurchaseTerm term,
        @Nullable String offerId) {}
