package org.tierwise.web.export;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanLine;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.taxonomy.WorkloadClass;

/**
 * The sums of a plan that every format and the command line show.
 *
 * @param workloads distinct external ids, placed or not
 * @param sites distinct sites in use
 * @param accelerators whole accelerators bought, over all lines of the bill of materials
 * @param interactiveSlices placed slices with a latency budget
 * @param withinBudget those of them whose predicted p95 is at most the budget
 * @param tight those within budget that have less than 10 % of it left
 */
public record PlanTotals(
        int workloads,
        int slices,
        int placed,
        int unplaced,
        Money monthlyCost,
        int sites,
        long accelerators,
        int interactiveSlices,
        int withinBudget,
        int tight,
        List<Group> byTier,
        List<Group> byProvider,
        List<Group> byClass) {
    private static final String ACCELERATOR_UNIT = "accelerator";
    private static final double TIGHT = 0.9;

    /**
     * One row of a breakdown.
     *
     * @param accelerators of the group's slices by load; whole only over all slices that share them
     */
    public record Group(String name, int slices, double accelerators, Money monthlyCost) {}

    public PlanTotals {
        byTier = List.copyOf(byTier);
        byProvider = List.copyOf(byProvider);
        byClass = List.copyOf(byClass);
    }

    public static PlanTotals of(PlacementPlan plan) {
        var placements = plan.placements();
        Set<String> workloads = new HashSet<>();
        placements.forEach(p -> workloads.add(p.slice().externalId()));
        plan.unplaced().forEach(u -> workloads.add(u.slice().externalId()));
        return new PlanTotals(
                workloads.size(),
                placements.size() + plan.unplaced().size(),
                placements.size(),
                plan.unplaced().size(),
                plan.monthlyCost(),
                (int) placements.stream()
                        .flatMap(p -> p.places().stream())
                        .map(place -> place.at().siteId())
                        .distinct()
                        .count(),
                Math.round(plan.lines().stream()
                        .filter(line -> line.unit().equals(ACCELERATOR_UNIT))
                        .mapToDouble(PlanLine::quantity)
                        .sum()),
                count(placements, p -> p.slice().budgetMs() != null),
                count(placements, p -> headroom(p) >= 0),
                count(placements, PlanTotals::tight),
                byTier(placements),
                byProvider(placements),
                byClass(placements));
    }

    /** Part of the budget that is left, 0 to 1; negative if over; NaN without a budget. */
    private static double headroom(Placement placement) {
        var budget = placement.slice().budgetMs();
        return budget == null ? Double.NaN : 1 - placement.latency().p95Ms() / budget;
    }

    private static boolean tight(Placement placement) {
        double headroom = headroom(placement);
        return headroom >= 0 && headroom < 1 - TIGHT;
    }

    private static int count(List<Placement> placements, Predicate<Placement> wanted) {
        return (int) placements.stream().filter(wanted).count();
    }

    /** All three tiers, nearest to users first, also those without a slice. */
    private static List<Group> byTier(List<Placement> placements) {
        return Stream.of(SiteTier.EDGE, SiteTier.REGIONAL, SiteTier.CENTRAL)
                .map(tier -> group(Words.tier(tier), placements, (p, at) -> at.tier() == tier))
                .toList();
    }

    private static List<Group> byClass(List<Placement> placements) {
        return Arrays.stream(WorkloadClass.values())
                .map(some -> group(
                        Words.workloadClass(some),
                        placements,
                        (p, at) -> p.slice().workloadClass() == some))
                .filter(group -> group.slices() > 0)
                .toList();
    }

    private static List<Group> byProvider(List<Placement> placements) {
        return placements.stream()
                .flatMap(p -> p.places().stream())
                .map(place -> place.at().provider())
                .distinct()
                .map(provider ->
                        group(provider, placements, (p, at) -> at.provider().equals(provider)))
                .sorted(Comparator.comparing(Group::monthlyCost).reversed().thenComparing(Group::name))
                .toList();
    }

    /** A slice counts at its own place, money and accelerators of its backup where the backup is. */
    private static Group group(String name, List<Placement> placements, BiPredicate<Placement, PlacedAt> member) {
        int slices = 0;
        double accelerators = 0;
        var cost = Money.ZERO;
        for (var placement : placements) {
            if (member.test(placement, placement.at())) {
                slices++;
                accelerators += placement.accelerators();
            }
            var backup = placement.backup();
            if (backup != null && backup.at() != null && member.test(placement, backup.at())) {
                accelerators += backup.accelerators();
            }
            for (var place : placement.places()) {
                cost = member.test(placement, place.at()) ? cost.plus(place.monthlyCost()) : cost;
            }
        }
        return new Group(name, slices, accelerators, cost);
    }
}
