package org.tierwise.solver.placement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tierwise.catalog.policy.PlacementRules;
import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.solver.problem.DemandSlice;
import org.tierwise.solver.problem.PlacementOption;
import org.tierwise.solver.problem.PlacementProblem;

/** Tries every plan of a tiny problem under its rules, in the words of the rules and with arithmetic of its own. */
final class RuledBruteForce {
    private final PlacementProblem problem;
    private final PlacementRules rules;
    private final Map<DemandSlice, PlacementOption> picked = new HashMap<>();
    private long bestWeight = Long.MAX_VALUE;
    private long bestMicros = Long.MAX_VALUE;

    /** @param problem without rules, so that nothing of theirs is applied to its options yet */
    RuledBruteForce(PlacementProblem problem, PlacementRules rules) {
        this.problem = problem;
        this.rules = rules;
        tryFrom(0);
    }

    long unplacedWeight() {
        return bestWeight;
    }

    /** Cost, price of latency and price of moves of the best plan. */
    long micros() {
        return bestMicros;
    }

    private void tryFrom(int index) {
        if (index == problem.slices().size()) {
            judge();
            return;
        }
        tryFrom(index + 1);
        var slice = problem.slices().get(index);
        for (var option : slice.options()) {
            if (allowed(slice, option)) {
                picked.put(slice, option);
                tryFrom(index + 1);
            }
        }
        picked.remove(slice);
    }

    private boolean allowed(DemandSlice slice, PlacementOption option) {
        var at = problem.pools().get(option.pool()).at();
        var pin = rules.pins().get(slice.slice().id());
        return !rules.lostSites().contains(at.siteId()) && (pin == null || pin.equals(at.optionId()));
    }

    private void judge() {
        long weight = problem.slices().stream()
                .filter(slice -> !picked.containsKey(slice))
                .mapToLong(DemandSlice::unplacedWeight)
                .sum();
        if (weight > bestWeight) {
            return;
        }
        long micros = micros(weight);
        if (micros != Long.MAX_VALUE && (weight < bestWeight || micros < bestMicros)) {
            bestWeight = weight;
            bestMicros = micros;
        }
    }

    private long micros(long weight) {
        Map<List<Integer>, Long> loads = new HashMap<>();
        Map<List<Integer>, PlacementOption> one = new HashMap<>();
        Map<String, Long> spend = new HashMap<>();
        long beside = 0;
        for (var entry : picked.entrySet()) {
            var slice = entry.getKey();
            var option = entry.getValue();
            var cell = List.of(slice.group(), option.pool());
            loads.merge(cell, option.loadMicros(), Long::sum);
            one.put(cell, option);
            spend.merge(provider(option), option.sliceCostMicros(), Long::sum);
            beside += option.latencyPriceMicros() + moved(slice, option);
        }
        var used = new long[problem.pools().size()];
        loads.forEach((cell, load) -> {
            var option = Objects.requireNonNull(one.get(cell));
            long replicas = Math.max(1, -Math.floorDiv(-load, 1_000_000L));
            used[option.pool()] += replicas * option.acceleratorsPerReplica();
            spend.merge(provider(option), replicas * option.replicaCostMicros(), Long::sum);
        });
        for (var pool : problem.pools()) {
            if (used[pool.index()] > pool.capacity()) {
                return Long.MAX_VALUE;
            }
        }
        long cost = spend.values().stream().mapToLong(Long::longValue).sum();
        var cap = rules.providerCapPercent();
        if (cap != null
                && spend.entrySet().stream()
                        .anyMatch(each -> paid(each.getKey()) && each.getValue() * 100 > cost * cap)) {
            return Long.MAX_VALUE;
        }
        return cost + beside;
    }

    private boolean paid(String provider) {
        return problem.pools().stream()
                .anyMatch(pool ->
                        pool.at().provider().equals(provider) && pool.at().term() != PurchaseTerm.OWNED);
    }

    /** A slice moves if it could have stayed where the baseline has it. */
    private long moved(DemandSlice slice, PlacementOption option) {
        var baseline = rules.baseline();
        var had = baseline == null
                ? null
                : baseline.assignment().get(slice.slice().id());
        if (baseline == null || had == null || had.equals(optionId(option))) {
            return 0;
        }
        boolean couldStay =
                slice.options().stream().anyMatch(other -> optionId(other).equals(had) && allowed(slice, other));
        return couldStay ? baseline.pricePerMove().micros() : 0;
    }

    private String optionId(PlacementOption option) {
        return problem.pools().get(option.pool()).at().optionId();
    }

    private String provider(PlacementOption option) {
        return problem.pools().get(option.pool()).at().provider();
    }
}
