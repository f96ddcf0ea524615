package org.tierwise.solver.problem;

/**
 * A feasible pairing of a demand slice with a pool: plain numbers, because there are millions. What a chosen one is made
 * of is told by {@link DemandSlice#details}.
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
 * @param p95Ms predicted p95 with the queue that this slice alone would have; 0 where latency does not count
 */
public record PlacementOption(
        int pool,
        long loadMicros,
        int acceleratorsPerReplica,
        long replicaCostMicros,
        long sliceCostMicros,
        long latencyPriceMicros,
        double p95Ms) {}
