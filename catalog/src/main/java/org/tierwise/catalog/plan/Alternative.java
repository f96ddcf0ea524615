package org.tierwise.catalog.plan;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.pricing.Money;

/**
 * Another place for a slice and what it would mean.
 *
 * @param costDelta how the plan's cost would change if only this slice moved there; missing if it is ruled out
 * @param p95Ms predicted p95 there; missing if it could not be computed
 * @param ruledOutBy why it is not possible, with numbers: "77 + 112 = 189 ms, limit 120 ms"; missing if it is
 */
public record Alternative(
        PlacedAt at,
        @Nullable Double p95Ms,
        @Nullable Money costDelta,
        @Nullable String ruledOutBy) {}
