package org.tierwise.solver.problem;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.policy.FailureDomain;
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
        int index, PlacedAt at, int capacity, @Nullable Figure price, Surroundings around) {

    /**
     * What pools at one place share.
     *
     * @param failureDomain sites of one domain fail together
     * @param siteWatts power that the accelerators of the whole site may draw with their hosts; missing without a limit
     * @param acceleratorWatts what one accelerator draws with its part of the host; 0 if it is not known
     */
    public record Surroundings(
            String failureDomain, @Nullable Long siteWatts, int acceleratorWatts) {}

    /** At a site that fails alone and has no power limit. */
    public PlacementPool(int index, PlacedAt at, int capacity, @Nullable Figure price) {
        this(index, at, capacity, price, new Surroundings(at.siteId(), null, 0));
    }

    /** Without a price per accelerator-hour. */
    public PlacementPool(int index, PlacedAt at, int capacity) {
        this(index, at, capacity, null);
    }

    /** The name of what would take it away together with others. */
    public String domain(FailureDomain kind) {
        return switch (kind) {
            case SITE -> around.failureDomain();
            case PROVIDER -> at.provider();
            case COUNTRY -> at.country();
        };
    }
}
