package org.tierwise.catalog.capacity;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.provenance.Provenance;

/**
 * A model sold as an API by the token.
 *
 * @param id vendor and model id, unique in the catalogue
 * @param usdPerMillionCached price of cached input tokens; missing if not published
 * @param region where the price holds: a region code, or "vendor list"
 * @param siteId the site that stands for it in latency and on the map; missing if no place is published
 */
public record ManagedOffer(
        String id,
        String vendor,
        String modelId,
        String modelName,
        double usdPerMillionInput,
        double usdPerMillionOutput,
        @Nullable Double usdPerMillionCached,
        String region,
        @Nullable String siteId,
        Provenance provenance) {}
