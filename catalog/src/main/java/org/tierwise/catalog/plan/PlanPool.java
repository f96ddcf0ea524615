package org.tierwise.catalog.plan;

import org.tierwise.catalog.pricing.Money;

/**
 * A pool that a plan uses.
 *
 * @param used accelerators in use
 * @param capacity accelerators that can be had
 * @param worth the price of one accelerator there in the proof of the bound, a month: with one more, the least that any
 *     plan can cost falls by so much and no more, unless a block of replicas fits then that is larger than the pool
 *     today. 0 where there is room
 */
public record PlanPool(PlacedAt at, long used, long capacity, Money worth) {
    /** Part of the capacity that is used, 0 to 1. */
    public double utilisation() {
        return capacity == 0 ? 0 : (double) used / capacity;
    }
}
