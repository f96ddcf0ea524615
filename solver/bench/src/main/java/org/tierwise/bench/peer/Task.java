package org.tierwise.bench.peer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.model.PlacementModel;

/**
 * What a contender is asked.
 *
 * @param limit for solving, without the building of its own model
 * @param hint option of each slice, or −1, to start from; nothing for a cold start
 */
public record Task(PlacementModel model, Duration limit, long seed, int @Nullable [] hint) {}
