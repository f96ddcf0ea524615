package org.tierwise.catalog.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest plan that a job of this installation made.
 *
 * @param gap how far its objective is above the proven bound, as a part of the objective: 0 is proven best; missing if
 *     nothing was proven
 */
public record LastSolve(Instant at, @Nullable Double gap) {}
