package org.tierwise.solver.problem;

import org.tierwise.catalog.plan.PlacedAt;

/**
 * Capacity as the search sees it.
 *
 * @param index position in the problem's list of pools
 * @param capacity accelerators that can be had; {@code Integer.MAX_VALUE} for a managed offer without a rate limit
 */
public record PlacementPool(int index, PlacedAt at, int capacity) {}
