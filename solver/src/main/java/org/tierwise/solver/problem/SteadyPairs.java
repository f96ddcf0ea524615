package org.tierwise.solver.problem;

import java.util.List;
import java.util.function.Supplier;
import org.tierwise.catalog.plan.CostPart;
import org.tierwise.catalog.plan.LatencyStack;
import org.tierwise.solver.sizing.ReplicaPlan;
import org.tierwise.solver.sizing.RunPlan;
import org.tierwise.solver.sizing.SizingModel;

/** Pairs slices for which nobody waits with accelerators: batches and runs. Latency does not count. */
final class SteadyPairs {
    private static final double SECONDS_PER_DAY = 86_400;
    private static final int ONE_SERVER = 8;
    private static final long WHOLE = 1_000_000;
    private static final LatencyStack NO_LATENCY = new LatencyStack(List.of());

    private final PairCosts costs;
    private final SizingModel sizing;
    private final double interconnectedGb;

    /** @param interconnectedGb memory from which an accelerator type comes with an interconnect between servers */
    SteadyPairs(PairCosts costs, SizingModel sizing, double interconnectedGb) {
        this.costs = costs;
        this.sizing = sizing;
        this.interconnectedGb = interconnectedGb;
    }

    /** What a slice takes of a pool. */
    private record Need(int acceleratorsPerReplica, long loadMicros, long accelerators, double hoursPerMonth) {}

    /** The requests of a day within one window; rented accelerators are paid for the window only. */
    void batch(
            Demanded demanded,
            List<ReplicaPlan> sizes,
            World.Cell cell,
            List<World.TermPool> pools,
            List<Evaluated> results) {
        double window = sizing.batchWindowHours(demanded.workload().budget().deadlineSeconds());
        double hours = sizing.batchHoursPerMonth(window);
        var plan = cheapest(sizes, results, window);
        var payload = demanded.workload().runtime().payloadOutBytes();
        for (var result : results) {
            long load = micros(plan, result, window);
            long accelerators = (load + WHOLE - 1) / WHOLE * plan.acceleratorsPerReplica();
            double avgRps = result.slice().avgRps();
            double payloadBytes = payload == null ? 0 : payload;
            var need = new Need(plan.acceleratorsPerReplica(), load, accelerators, hours);
            long egress = costs.egressMicros(cell.site(), avgRps, payloadBytes);
            for (var pool : pools) {
                add(
                        need,
                        cell,
                        pool,
                        egress,
                        () -> costs.egress(cell.site(), avgRps, payloadBytes),
                        () -> plan.words(avgRps * 24 / window, (int) ((load + WHOLE - 1) / WHOLE)) + ", window "
                                + ExclusionWords.number(window) + " h",
                        result);
            }
        }
    }

    /** Replicas of one group at one pool have one size: the one that needs fewest accelerators for all slices. */
    private static ReplicaPlan cheapest(List<ReplicaPlan> sizes, List<Evaluated> results, double window) {
        var best = sizes.getFirst();
        long least = Long.MAX_VALUE;
        for (var plan : sizes) {
            long sum = results.stream()
                    .mapToLong(result -> micros(plan, result, window))
                    .sum();
            long accelerators = (sum + WHOLE - 1) / WHOLE * plan.acceleratorsPerReplica();
            if (accelerators < least) {
                least = accelerators;
                best = plan;
            }
        }
        return best;
    }

    private static long micros(ReplicaPlan plan, Evaluated result, double window) {
        double load = plan.windowLoad(result.slice().avgRps() * SECONDS_PER_DAY, window);
        return Math.max(1, (long) Math.ceil(load * WHOLE - 1e-6));
    }

    /** A run takes all its accelerators at once, so that it is one whole replica. */
    void runs(RunPlan plan, World.Cell cell, List<World.TermPool> pools, List<Evaluated> results) {
        if (plan.accelerators() > ONE_SERVER && cell.accelerator().memoryGb() < interconnectedGb) {
            for (var result : results) {
                pools.forEach(pool -> result.add(new Exclusion(
                        pool.placement().index(),
                        ExclusionReason.INTERCONNECT,
                        plan.accelerators(),
                        ONE_SERVER,
                        null)));
            }
            return;
        }
        var need = new Need(plan.accelerators(), WHOLE, plan.accelerators(), plan.hoursPerMonth());
        for (var result : results) {
            for (var pool : pools) {
                add(need, cell, pool, 0, List::of, plan::arithmetic, result);
            }
        }
    }

    private void add(
            Need need,
            World.Cell cell,
            World.TermPool pool,
            long sliceMicros,
            Supplier<List<CostPart>> sliceCost,
            Supplier<String> words,
            Evaluated result) {
        var placement = pool.placement();
        if (need.accelerators() > placement.capacity()) {
            result.add(new Exclusion(
                    placement.index(), ExclusionReason.CAPACITY, need.accelerators(), placement.capacity(), null));
            return;
        }
        var replicaCost = costs.replica(cell, pool, need.acceleratorsPerReplica(), need.hoursPerMonth());
        result.add(
                new PlacementOption(
                        placement.index(),
                        need.loadMicros(),
                        need.acceleratorsPerReplica(),
                        PairCosts.micros(replicaCost),
                        sliceMicros,
                        0,
                        0),
                () -> new OptionDetails(
                        NO_LATENCY, replicaCost, sliceCost.get(), words.get(), OptionDetails.Queue.NONE, 0));
    }
}
