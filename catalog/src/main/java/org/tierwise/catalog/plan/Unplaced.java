package org.tierwise.catalog.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.taxonomy.Verdict;

/**
 * A slice that could not be placed.
 *
 * @param code stable: UNCLASSIFIED, LOCATION_MISSING, NO_ELIGIBLE_OPTION, INFEASIBLE_NETWORK, INFEASIBLE_PROCESSING,
 *     NEEDS_MEASUREMENT, CAPACITY
 * @param reason one sentence with the arithmetic
 * @param nearestChange the smallest change that would place it, in words; empty if none was found
 * @param nearest the options that came closest, with what rules each out
 */
public record Unplaced(
        Slice slice,
        String code,
        @Nullable Verdict verdict,
        String reason,
        String nearestChange,
        List<Alternative> nearest) {
    public Unplaced {
        nearest = List.copyOf(nearest);
    }
}
