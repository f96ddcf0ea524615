package org.tierwise.catalog.capacity;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.provenance.Figure;
import org.tierwise.catalog.provenance.Provenance;

/**
 * A place with machines, or a mere presence without accelerators.
 *
 * @param id unique, "provider/code", such as "aws/eu-central-1" or "own/zaragoza-es"
 * @param code the provider's own code
 * @param status "ga" or as the provider says
 * @param failureDomain sites of one domain fail together; a zone belongs to the domain of its parent region
 * @param aggregationRttMs round trip inside the site's network in ms: 1 at edge PoPs, 0 elsewhere
 * @param gpuPresent false: a presence that offers no capacity
 * @param pue power usage effectiveness
 * @param usdPerKwh industrial electricity price
 * @param gridGco2PerKwh grid carbon; missing where no figure may be used
 * @param kwLimit power limit in kW; missing if not limited
 */
public record Site(
        String id,
        String provider,
        String code,
        String name,
        SiteKind kind,
        SiteTier tier,
        Ownership ownership,
        String city,
        String country,
        GeoPoint at,
        String status,
        String failureDomain,
        double aggregationRttMs,
        boolean gpuPresent,
        Figure pue,
        Figure usdPerKwh,
        @Nullable Figure gridGco2PerKwh,
        @Nullable Double kwLimit,
        Provenance provenance) {}
