package org.tierwise.solver.tradeoff;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.pricing.Money;

/** Follows a sweep. All but {@link #stopRequested} is called from the thread that sweeps. */
public interface SweepWatch {
    /** A price is being solved. */
    default void solving(Money pricePerMs) {}

    /**
     * A point is found, and is better than the others or different from them.
     *
     * @param soFar the curve with this point
     * @param plan makes the plan; the price is in its policy, title and hash are those of the problem
     * @return the number under which the plan is kept, or null
     */
    @Nullable
    Integer found(Tradeoff soFar, TradeoffPoint point, Supplier<PlacementPlan> plan);

    /** The curve has changed: a point has its number, or something was proven. */
    default void changed(Tradeoff soFar) {}

    /** True to end soon. The price that is being solved is given up, unless it would be the first point. */
    default boolean stopRequested() {
        return false;
    }
}
