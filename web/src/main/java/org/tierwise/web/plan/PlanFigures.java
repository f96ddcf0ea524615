package org.tierwise.web.plan;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.Slice;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.taxonomy.Verdict;
import org.tierwise.catalog.taxonomy.WorkloadClass;

/**
 * The figures of a plan that its pages show, computed from the plan alone.
 *
 * @param workloads workloads with at least one slice, placed or not
 * @param demandWithinBudget fraction of the peak load with a latency budget that is served inside it, 0 to 1; 1 if none
 * @param tight placements with less than a tenth of their budget left
 */
record PlanFigures(
        int workloads,
        int slices,
        int placed,
        int unplaced,
        Money cost,
        double demandWithinBudget,
        int tight,
        Map<SiteTier, Share> byTier,
        List<NamedShare> byProvider,
        List<NamedShare> byClass,
        Map<Verdict, Long> verdicts,
        Map<String, Long> unplacedByCode) {

    /** Slices and cost of a part of the plan; {@code fraction} is of the plan's cost, 0 to 1. */
    record Share(int slices, Money cost, double fraction) {}

    /** A {@link Share} with a name. */
    record NamedShare(String name, Share share) {}

    /** Less than a tenth of the budget left counts as tight, as the words on the page define it. */
    static final double TIGHT_FRACTION = 0.1;

    static PlanFigures of(PlacementPlan plan) {
        var cost = plan.monthlyCost();
        var byTier = new EnumMap<SiteTier, Share>(SiteTier.class);
        var tiers = group(plan.placements(), cost, (placement, at) -> at.tier());
        for (var tier : SiteTier.values()) {
            byTier.put(tier, tiers.getOrDefault(tier, new Share(0, Money.ZERO, 0)));
        }
        var verdicts = new TreeMap<Verdict, Long>();
        plan.placements().forEach(placement -> verdicts.merge(placement.verdict(), 1L, Long::sum));
        var unplacedByCode = new TreeMap<String, Long>();
        plan.unplaced().forEach(unplaced -> unplacedByCode.merge(unplaced.code(), 1L, Long::sum));
        return new PlanFigures(
                (int) slices(plan).map(Slice::externalId).distinct().count(),
                plan.placements().size() + plan.unplaced().size(),
                plan.placements().size(),
                plan.unplaced().size(),
                cost,
                demandWithinBudget(plan),
                (int) plan.placements().stream().filter(PlanFigures::tight).count(),
                byTier,
                named(group(plan.placements(), cost, (placement, at) -> at.provider()), Function.identity()),
                named(
                        group(
                                plan.placements(),
                                cost,
                                (placement, at) -> placement.slice().workloadClass()),
                        WorkloadClass::name),
                verdicts,
                unplacedByCode);
    }

    /** The provider with the largest part of the cost; missing if nothing costs anything. */
    Optional<NamedShare> largestProvider() {
        return byProvider.stream()
                .filter(provider -> provider.share().cost().micros() > 0)
                .findFirst();
    }

    static boolean tight(Placement placement) {
        var budget = placement.slice().budgetMs();
        if (budget == null) {
            return false;
        }
        double left = budget - placement.latency().p95Ms();
        return left > 0 && left < TIGHT_FRACTION * budget;
    }

    private static java.util.stream.Stream<Slice> slices(PlacementPlan plan) {
        return java.util.stream.Stream.concat(
                plan.placements().stream().map(Placement::slice),
                plan.unplaced().stream().map(unplaced -> unplaced.slice()));
    }

    private static double demandWithinBudget(PlacementPlan plan) {
        double within = 0;
        double all = 0;
        for (var placement : plan.placements()) {
            var budget = placement.slice().budgetMs();
            if (budget != null) {
                all += placement.slice().peakRps();
                within +=
                        placement.latency().p95Ms() < budget ? placement.slice().peakRps() : 0;
            }
        }
        for (var unplaced : plan.unplaced()) {
            all += unplaced.slice().budgetMs() == null ? 0 : unplaced.slice().peakRps();
        }
        return all == 0 ? 1 : within / all;
    }

    /** The cost of a backup counts where the backup is; the slice counts at its own place. */
    private static <K> Map<K, Share> group(
            List<Placement> placements, Money total, BiFunction<Placement, PlacedAt, K> key) {
        var counts = new LinkedHashMap<K, Integer>();
        var costs = new LinkedHashMap<K, Money>();
        for (var placement : placements) {
            counts.merge(key.apply(placement, placement.at()), 1, Integer::sum);
            placement
                    .places()
                    .forEach(place -> costs.merge(key.apply(placement, place.at()), place.monthlyCost(), Money::plus));
        }
        var shares = new LinkedHashMap<K, Share>();
        costs.forEach((name, cost) -> shares.put(
                name,
                new Share(
                        counts.getOrDefault(name, 0),
                        cost,
                        total.micros() == 0 ? 0 : (double) cost.micros() / total.micros())));
        return shares;
    }

    private static <K> List<NamedShare> named(Map<K, Share> shares, Function<K, String> name) {
        return shares.entrySet().stream()
                .map(entry -> new NamedShare(name.apply(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparing((NamedShare part) -> part.share().cost())
                        .reversed()
                        .thenComparing(NamedShare::name))
                .toList();
    }
}
