package org.tierwise.solver.problem;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.provenance.Figure;

/**
 * Capacity as the search sees it.
 *
 * @param index position in the problem's list of pools
 * @param capacity accelerators that can be had; {@code Integer.MAX_VALUE} for a managed offer without a rate limit
 * @param price USD per accelerator-hour, for the bill of materials; missing for a managed offer, or if only the cost of
 *     replicas is known
 */
public record PlacementPool(
        int index, PlacedAt at, int capacity, @Nullable Figure price) {
    /** Without a price per accelerator-hour. */
    public PlacementPool(int index, PlacedAt at, int capacity) {
        this(index, at, capacity, null);
    }
}
