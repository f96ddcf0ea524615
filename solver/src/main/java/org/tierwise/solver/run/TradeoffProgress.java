package org.tierwise.solver.run;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.tradeoff.Tradeoff;

/**
 * How far a sweep is. Unlike that of a solve it is also its result: the points in it have their plans, and an
 * interrupted sweep goes on after them.
 *
 * @param elapsedSeconds spent on it, earlier attempts included
 * @param solving the price that is being solved; missing while the options are computed and at the end
 * @param changed true if workloads, catalogue or assumptions are no longer those of the plan that it began from
 */
public record TradeoffProgress(
        double elapsedSeconds, @Nullable Money solving, Tradeoff curve, boolean changed) {
    static final TradeoffProgress BEGUN = new TradeoffProgress(0, null, Tradeoff.NONE, false);
}
