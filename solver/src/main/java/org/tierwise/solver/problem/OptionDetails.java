package org.tierwise.solver.problem;

import java.util.List;
import org.tierwise.catalog.plan.CostPart;
import org.tierwise.catalog.plan.LatencyStack;

/**
 * What the numbers of an option are made of. Computed when an option is shown or chosen, never kept for all.
 *
 * @param latency predicted p95 by component; its queue part is for this slice alone
 * @param replicaCost parts of {@link PlacementOption#replicaCostMicros}
 * @param sliceCost parts of {@link PlacementOption#sliceCostMicros}
 * @param sizing how the accelerators come about, in words
 * @param queue what is needed to compute the queue that several slices share
 * @param millionTokens tokens a month in millions that a managed offer is paid for; 0 for a pool
 */
public record OptionDetails(
        LatencyStack latency,
        List<CostPart> replicaCost,
        List<CostPart> sliceCost,
        String sizing,
        Queue queue,
        double millionTokens) {

    /**
     * A queue before the replicas.
     *
     * @param offeredLoad requests in service at once at peak: arrivals per second × service time
     * @param serviceMs time one request holds a server; 0 if queueing does not apply
     * @param serversPerReplica requests that one replica serves at once
     */
    public record Queue(double offeredLoad, double serviceMs, int serversPerReplica) {
        /** Nobody waits: batches, runs and managed offers. */
        public static final Queue NONE = new Queue(0, 0, 0);
    }
}
