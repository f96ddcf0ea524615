package org.tierwise.solver.sizing;

import java.util.Locale;
import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.catalog.provenance.Kind;

/**
 * One replica of a workload on one accelerator type: the whole unit in which capacity is bought.
 *
 * <p>Load is additive: slices add their {@link #load} in replicas, and the sum is rounded up. That holds because the
 * utilisation limit is that of a single replica, and more replicas only shorten the queue.
 *
 * @param acceleratorsPerReplica 1, 2, 4 or 8
 * @param serversPerReplica requests that one replica serves at once
 * @param serviceMs median time that one request holds a server
 * @param processing the 95th percentile of processing, as a part of the latency stack
 * @param interTokenP95Ms 95th percentile of the time between two tokens; 0 if there are none
 * @param tokensPerSecond output tokens a second that one replica is planned with, after the price of latency and
 *     headroom; 0 for streams
 * @param outputTokensPerRequest tokens of an answer that count; 0 for streams
 * @param arithmetic how the replica comes about, in words
 */
public record ReplicaPlan(
        String acceleratorId,
        int acceleratorsPerReplica,
        int serversPerReplica,
        double serviceMs,
        LatencyPart processing,
        double interTokenP95Ms,
        Estimate tokensPerSecond,
        int outputTokensPerRequest,
        String arithmetic,
        UtilisationLimit utilisationLimit)
        implements Sizing {

    /** The largest utilisation at which the p95 wait at one replica stays below {@code headroomMs}; 0 if none does. */
    public double utilisation(double headroomMs) {
        return utilisationLimit.of(serversPerReplica, serviceMs, headroomMs);
    }

    /** The same for a pool of so many replicas: more servers wait less at the same utilisation. */
    public double utilisation(int replicas, double headroomMs) {
        return utilisationLimit.of(Math.multiplyExact(replicas, serversPerReplica), serviceMs, headroomMs);
    }

    /** Requests in service at once at a rate: arrivals per second × service time. */
    public double offeredLoad(double requestsPerSecond) {
        return requestsPerSecond * serviceMs / 1e3;
    }

    /**
     * Demand in replicas, not rounded: the larger of what throughput and what queueing ask for. Infinite if there is no
     * time to wait.
     *
     * @param utilisation from {@link #utilisation}
     */
    public double load(double requestsPerSecond, double utilisation) {
        if (requestsPerSecond == 0) {
            return 0;
        }
        double queueing = offeredLoad(requestsPerSecond) / (serversPerReplica * utilisation);
        return Math.max(queueing, throughputLoad(requestsPerSecond));
    }

    private double throughputLoad(double requestsPerSecond) {
        return outputTokensPerRequest == 0 ? 0 : requestsPerSecond * outputTokensPerRequest / tokensPerSecond.value();
    }

    /**
     * Demand of a batch in replicas, not rounded: all requests of a day within one window. Nobody waits for a single
     * answer, so only throughput counts; without tokens the servers' time.
     *
     * @param windowHours above 0
     */
    public double windowLoad(double requestsPerDay, double windowHours) {
        double rate = requestsPerDay / (windowHours * 3600);
        return outputTokensPerRequest == 0
                ? offeredLoad(rate) / (serversPerReplica * utilisationLimit.highest())
                : throughputLoad(rate);
    }

    /** Whole replicas for a demand that stands alone; at least one. */
    public int replicas(double requestsPerSecond, double utilisation) {
        double load = load(requestsPerSecond, utilisation);
        if (!(load < 1e9)) {
            throw new IllegalArgumentException(
                    "A load of " + load + " replicas cannot be bought. There is no time to wait.");
        }
        return Math.max(1, (int) Math.ceil(load - 1e-9));
    }

    /** Accelerators of whole replicas and of {@code spare} replicas that stand by: one for N+1. */
    public int accelerators(int replicas, int spare) {
        return Math.multiplyExact(replicas + spare, acceleratorsPerReplica);
    }

    /** The amount of {@link #queue} alone. */
    public double queueP95Ms(double requestsPerSecond, int replicas) {
        return ErlangC.p95Wait(replicas * serversPerReplica, offeredLoad(requestsPerSecond), serviceMs);
    }

    /** The p95 wait in a pool of {@code replicas} that serves a rate, as a part of the latency stack. */
    public LatencyPart queue(double requestsPerSecond, int replicas) {
        double load = offeredLoad(requestsPerSecond);
        int servers = replicas * serversPerReplica;
        double wait = queueP95Ms(requestsPerSecond, replicas);
        return new LatencyPart(
                "queue",
                wait,
                wait,
                wait,
                Kind.DERIVED,
                String.format(
                        Locale.ROOT, "Erlang-C: %d servers, load %.4g, service %.4g ms", servers, load, serviceMs));
    }

    /** The sizing of a demand in words: "2 replicas × 2 H100-80GB-SXM: 1,084 tokens/s needed, 732 per replica". */
    public String words(double requestsPerSecond, int replicas) {
        var head = String.format(
                Locale.ROOT,
                "%,d %s × %d %s: ",
                replicas,
                replicas == 1 ? "replica" : "replicas",
                acceleratorsPerReplica,
                acceleratorId);
        return outputTokensPerRequest == 0
                ? head
                        + String.format(
                                Locale.ROOT,
                                "%.3g requests at once, %d served per replica",
                                offeredLoad(requestsPerSecond),
                                serversPerReplica)
                : head
                        + String.format(
                                Locale.ROOT,
                                "%,.0f tokens/s needed, %,.0f per replica",
                                requestsPerSecond * outputTokensPerRequest,
                                tokensPerSecond.value());
    }
}
