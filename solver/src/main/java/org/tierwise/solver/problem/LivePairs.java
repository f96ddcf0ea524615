package org.tierwise.solver.problem;

import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.catalog.plan.LatencyStack;
import org.tierwise.catalog.plan.Slice;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.solver.sizing.ReplicaPlan;

/** Pairs slices that have a latency budget with accelerators. */
final class LivePairs {
    private static final double MILLION = 1e6;

    private final Networks networks;
    private final PairCosts costs;
    private final Policy policy;
    private final double hoursPerMonth;

    LivePairs(Networks networks, PairCosts costs, Policy policy, double hoursPerMonth) {
        this.networks = networks;
        this.costs = costs;
        this.policy = policy;
        this.hoursPerMonth = hoursPerMonth;
    }

    /** The slices of a workload at one cell with replicas of one size. */
    private record Attempt(ReplicaPlan plan, List<Pooling.Alone> alone, double utilisation, List<Double> loads) {
        long feasible() {
            return alone.stream().filter(Pooling.Alone::feasible).count();
        }

        /** Accelerators if all feasible slices were here together. */
        long together() {
            return (long) Math.ceil(loads.stream().mapToDouble(load -> load).sum()) * plan.acceleratorsPerReplica();
        }

        /** Accelerators if each were here alone. */
        long apart() {
            return loads.stream().mapToLong(load -> (long) Math.ceil(load)).sum() * plan.acceleratorsPerReplica();
        }

        /** Replicas of one group at one pool have one size: the one that serves most slices, then with fewest accelerators. */
        boolean betterThan(Attempt other) {
            if (feasible() != other.feasible()) {
                return feasible() > other.feasible();
            }
            return together() != other.together() ? together() < other.together() : apart() < other.apart();
        }
    }

    void pair(
            Demanded demanded,
            double budgetMs,
            Fits.Serving serving,
            World.Cell cell,
            List<World.TermPool> pools,
            List<Evaluated> results) {
        var access = demanded.workload().demand().access();
        var ways = results.stream()
                .map(result -> networks.between(
                        Objects.requireNonNull(result.slice().location(), "a live slice has a location"),
                        access,
                        cell.site(),
                        cell.siteIndex()))
                .toList();
        double processingLimit = VerdictRule.processingLimit(
                budgetMs, demanded.workload().budget().processingMs());
        var between = demanded.workload().budget().interTokenMs();
        var fastest = serving.fastest();
        if (between != null && fastest.interTokenP95Ms() >= between) {
            refuseTokens(fastest, between, cell, pools, ways, results);
            return;
        }
        IntStream.range(0, results.size())
                .forEach(i -> results.get(i).see(seen(cell, ways.get(i), fastest.processing())));
        int capacity = cell.capacity();
        var best = serving.sizes().stream()
                .filter(plan -> between == null || plan.interTokenP95Ms() < between)
                .map(plan -> attempt(plan, ways, results, budgetMs, processingLimit, capacity))
                .reduce((one, other) -> other.betterThan(one) ? other : one)
                .orElseThrow();
        for (int i = 0; i < results.size(); i++) {
            if (best.alone().get(i).feasible()) {
                offer(best, i, ways.get(i), cell, pools, results.get(i), demanded);
            } else {
                refuse(fastest, ways.get(i), budgetMs, processingLimit, pools, results.get(i));
            }
        }
    }

    private static Attempt attempt(
            ReplicaPlan plan,
            List<Networks.Network> ways,
            List<Evaluated> results,
            double budgetMs,
            double processingLimit,
            int capacity) {
        double processing = plan.processing().p95Ms();
        int replicasMax = capacity / plan.acceleratorsPerReplica() + 1;
        var alone = IntStream.range(0, results.size())
                .mapToObj(i -> processing < processingLimit
                        ? Pooling.alone(
                                plan,
                                results.get(i).slice().peakRps(),
                                budgetMs - ways.get(i).p95Ms() - processing,
                                replicasMax)
                        : Pooling.Alone.IMPOSSIBLE)
                .toList();
        double utilisation = alone.stream()
                .filter(Pooling.Alone::feasible)
                .mapToDouble(Pooling.Alone::utilisation)
                .min()
                .orElse(0);
        var loads = IntStream.range(0, results.size())
                .mapToObj(i -> alone.get(i).feasible()
                        ? (Double) Pooling.load(plan, results.get(i).slice().peakRps(), alone.get(i), utilisation)
                        : (Double) 0.0)
                .toList();
        return new Attempt(plan, alone, utilisation, loads);
    }

    private void offer(
            Attempt attempt,
            int i,
            Networks.Network way,
            World.Cell cell,
            List<World.TermPool> pools,
            Evaluated result,
            Demanded demanded) {
        var plan = attempt.plan();
        var slice = result.slice();
        long loadMicros = Math.max(1, (long) Math.ceil(attempt.loads().get(i) * MILLION - 1e-6));
        int replicas = (int) Math.max(1, (loadMicros + 999_999) / 1_000_000);
        long accelerators = (long) replicas * plan.acceleratorsPerReplica();
        var payload = demanded.workload().runtime().payloadOutBytes();
        double payloadBytes = payload == null ? 0 : payload;
        double p95 = p95Ms(way, plan.queueP95Ms(slice.peakRps(), replicas), plan.processing());
        long egress = costs.egressMicros(cell.site(), slice.avgRps(), payloadBytes);
        for (var pool : pools) {
            if (accelerators > pool.placement().capacity()) {
                result.add(new Exclusion(
                        pool.placement().index(),
                        ExclusionReason.CAPACITY,
                        accelerators,
                        pool.placement().capacity(),
                        stack(way, plan.queue(slice.peakRps(), replicas), plan.processing())));
                continue;
            }
            var replicaCost = costs.replica(cell, pool, plan.acceleratorsPerReplica(), hoursPerMonth);
            result.add(
                    new PlacementOption(
                            pool.placement().index(),
                            loadMicros,
                            plan.acceleratorsPerReplica(),
                            PairCosts.micros(replicaCost),
                            egress,
                            latencyPriceMicros(policy, p95, slice),
                            p95),
                    () -> new OptionDetails(
                            stack(way, plan.queue(slice.peakRps(), replicas), plan.processing()),
                            replicaCost,
                            costs.egress(cell.site(), slice.avgRps(), payloadBytes),
                            plan.words(slice.peakRps(), replicas),
                            new OptionDetails.Queue(
                                    plan.offeredLoad(slice.peakRps()), plan.serviceMs(), plan.serversPerReplica()),
                            0));
        }
    }

    /** The sum of {@link #stack}, added as it is added there. */
    private static double p95Ms(Networks.Network way, double queueMs, LatencyPart processing) {
        var parts = way.parts();
        return DoubleStream.of(
                        parts.get(0).p95Ms(), parts.get(1).p95Ms(), parts.get(2).p95Ms(), queueMs, processing.p95Ms())
                .sum();
    }

    static long latencyPriceMicros(Policy policy, double p95Ms, Slice slice) {
        return Math.round(policy.usdPerMsMonth() * p95Ms * slice.peakRps() * MILLION);
    }

    private static void refuse(
            ReplicaPlan fastest,
            Networks.Network way,
            double budgetMs,
            double processingLimit,
            List<World.TermPool> pools,
            Evaluated result) {
        double processing = fastest.processing().p95Ms();
        var stack = stack(way, noQueue(), fastest.processing());
        boolean slow = processing >= processingLimit;
        pools.forEach(pool -> result.add(new Exclusion(
                pool.placement().index(),
                slow ? ExclusionReason.PROCESSING : ExclusionReason.LATENCY,
                slow ? processing : way.p95Ms() + processing,
                slow ? processingLimit : budgetMs,
                stack)));
    }

    /** Too slow between two tokens, whatever the place. */
    private static void refuseTokens(
            ReplicaPlan fastest,
            double limit,
            World.Cell cell,
            List<World.TermPool> pools,
            List<Networks.Network> ways,
            List<Evaluated> results) {
        for (int i = 0; i < results.size(); i++) {
            var never = Double.POSITIVE_INFINITY;
            results.get(i)
                    .see(new VerdictRule.Seen(
                            cell.site().tier(), never, never, never, ways.get(i).accessMs(), never));
            for (var pool : pools) {
                results.get(i)
                        .add(new Exclusion(
                                pool.placement().index(),
                                ExclusionReason.PROCESSING,
                                fastest.interTokenP95Ms(),
                                limit,
                                null));
            }
        }
    }

    /** Without a queue: how long it is depends on what is bought, not on the place. */
    static VerdictRule.Seen seen(World.Cell cell, Networks.Network way, LatencyPart processing) {
        return new VerdictRule.Seen(
                cell.site().tier(),
                way.p95Ms() + processing.p95Ms(),
                way.lowMs() + processing.lowMs(),
                way.highMs() + processing.highMs(),
                way.accessMs(),
                processing.p95Ms());
    }

    static LatencyStack stack(Networks.Network way, @Nullable LatencyPart queue, LatencyPart processing) {
        var parts = way.parts();
        return new LatencyStack(
                queue == null
                        ? List.of(parts.get(0), parts.get(1), parts.get(2), processing)
                        : List.of(parts.get(0), parts.get(1), parts.get(2), queue, processing));
    }

    private static @Nullable LatencyPart noQueue() {
        return null;
    }

    static LatencyPart managed(double p95Ms, double low, double high, String source) {
        return new LatencyPart("processing", p95Ms, p95Ms * low, p95Ms * high, Kind.ASSUMED, source);
    }
}
