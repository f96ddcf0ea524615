package org.tierwise.solver.search;

import java.util.HashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.problem.PlacementOption;
import org.tierwise.solver.problem.PlacementProblem;

/** Tries every plan, with arithmetic written apart from that of the search. For tiny problems. */
final class BruteForce {
    private final PlacementProblem problem;
    private final @Nullable PlacementOption[] picked;
    private long bestWeight = Long.MAX_VALUE;
    private long bestMicros = Long.MAX_VALUE;

    BruteForce(PlacementProblem problem) {
        this.problem = problem;
        picked = new PlacementOption[problem.slices().size()];
        tryFrom(0);
    }

    long unplacedWeight() {
        return bestWeight;
    }

    long micros() {
        return bestMicros;
    }

    private void tryFrom(int slice) {
        if (slice == picked.length) {
            judge();
            return;
        }
        picked[slice] = null;
        tryFrom(slice + 1);
        for (var option : problem.slices().get(slice).options()) {
            picked[slice] = option;
            tryFrom(slice + 1);
        }
        picked[slice] = null;
    }

    private void judge() {
        record Cell(int group, int pool) {}
        var load = new HashMap<Cell, Long>();
        var example = new HashMap<Cell, PlacementOption>();
        long weight = 0;
        long micros = 0;
        for (int slice = 0; slice < picked.length; slice++) {
            var option = picked[slice];
            if (option == null) {
                weight += problem.slices().get(slice).unplacedWeight();
                continue;
            }
            micros += option.sliceCostMicros() + option.latencyPriceMicros();
            var cell = new Cell(problem.slices().get(slice).group(), option.pool());
            load.merge(cell, option.loadMicros(), Long::sum);
            example.put(cell, option);
        }
        if (weight > bestWeight) {
            return;
        }
        long[] used = new long[problem.pools().size()];
        for (var entry : load.entrySet()) {
            long replicas = Math.max(1, (entry.getValue() + 999_999) / 1_000_000);
            var option = Objects.requireNonNull(example.get(entry.getKey()));
            used[entry.getKey().pool()] += replicas * option.acceleratorsPerReplica();
            micros += replicas * option.replicaCostMicros();
        }
        for (var pool : problem.pools()) {
            if (used[pool.index()] > pool.capacity()) {
                return;
            }
        }
        if (weight < bestWeight || micros < bestMicros) {
            bestWeight = weight;
            bestMicros = micros;
        }
    }
}
