package org.tierwise.solver.problem;

import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.LatencyStack;

/**
 * A pairing that was ruled out before the search, with the number that breaks it. Words are made when one is shown.
 *
 * @param pool index of the pool
 * @param value what it is, in the unit of the reason (ms, GiB, accelerators); 0 where there is none
 * @param limit what it may be
 * @param latency predicted p95 by component where it was computed
 */
public record Exclusion(
        int pool,
        ExclusionReason reason,
        double value,
        double limit,
        @Nullable LatencyStack latency) {}
