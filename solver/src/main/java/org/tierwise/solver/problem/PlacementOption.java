package org.tierwise.solver.problem;

import java.util.List;
import org.tierwise.catalog.plan.CostPart;
import org.tierwise.catalog.plan.LatencyStack;

/**
 * A feasible pairing of a demand slice with a pool, with everything computed once.
 *
 * <p>Replicas are whole: the slices of one serving group at one pool need
 * {@code n = max(1, ceil(sum of loadMicros / 1,000,000))} replicas, so {@code n × acceleratorsPerReplica}
 * accelerators and {@code n × replicaCostMicros} a month.
 *
 * @param pool index of the pool
 * @param loadMicros demand in millionths of one replica, rounded up; 0 for a managed offer
 * @param acceleratorsPerReplica whole accelerators of one replica; 0 for a managed offer
 * @param replicaCostMicros cost of one replica a month in micro-dollars, whole cents
 * @param sliceCostMicros cost a month that this slice causes whatever the replicas, in micro-dollars, whole cents
 * @param latencyPriceMicros the policy's price of this option's latency, in micro-dollars; in the objective, not a cost
 * @param offeredLoad requests in service at once at peak: arrivals per second × service time
 * @param serviceMs time one request holds a server; 0 if queueing does not apply
 * @param serversPerReplica requests that one replica serves at once
 * @param latency predicted p95 by component; its queue part is for this slice alone
 * @param replicaCost parts of {@code replicaCostMicros}
 * @param sliceCost parts of {@code sliceCostMicros}
 * @param sizing how the accelerators come about, in words
 * @param millionTokens tokens a month in millions that a managed offer is paid for; 0 for a pool
 */
public record PlacementOption(
        int pool,
        long loadMicros,
        int acceleratorsPerReplica,
        long replicaCostMicros,
        long sliceCostMicros,
        long latencyPriceMicros,
        double offeredLoad,
        double serviceMs,
        int serversPerReplica,
        LatencyStack latency,
        List<CostPart> replicaCost,
        List<CostPart> sliceCost,
        String sizing,
        double millionTokens) {
    /** Of a pool, which is not paid by the token. */
    public PlacementOption(
            int pool,
            long loadMicros,
            int acceleratorsPerReplica,
            long replicaCostMicros,
            long sliceCostMicros,
            long latencyPriceMicros,
            double offeredLoad,
            double serviceMs,
            int serversPerReplica,
            LatencyStack latency,
            List<CostPart> replicaCost,
            List<CostPart> sliceCost,
            String sizing) {
        this(
                pool,
                loadMicros,
                acceleratorsPerReplica,
                replicaCostMicros,
                sliceCostMicros,
                latencyPriceMicros,
                offeredLoad,
                serviceMs,
                serversPerReplica,
                latency,
                replicaCost,
                sliceCost,
                sizing,
                0);
    }
}
