package org.tierwise.solver.placement;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tierwise.solver.problem.DemandSlice;
import org.tierwise.solver.problem.PlacementOption;
import org.tierwise.solver.problem.PlacementProblem;

/** What beside accelerators forbids moving one slice of a finished plan: power, failure domains, shares of providers, pins. */
final class OtherRules {
    private final PlacementProblem problem;
    private final Occupancy occupancy;
    private final Map<Integer, DemandSlice> partners = new HashMap<>();
    private final Map<String, Long> watts = new HashMap<>();
    private final Map<String, Long> spend = new HashMap<>();
    private final Map<String, Boolean> paid = new HashMap<>();
    private long allSpend;

    OtherRules(PlacementProblem problem, Occupancy occupancy) {
        this.problem = problem;
        this.occupancy = occupancy;
        for (var slice : problem.slices()) {
            var backup = slice.backup();
            if (backup != null) {
                partners.put(backup.primary(), slice);
                partners.put(slice.index(), problem.slices().get(backup.primary()));
            }
        }
        problem.pools()
                .forEach(pool -> paid.merge(pool.at().provider(), Surroundings.isPaid(pool), Boolean::logicalOr));
        occupancy.members().forEach((place, placed) -> {
            var pool = problem.pools().get(place.pool());
            long replicas = occupancy.replicas(place);
            var option = placed.get(0).option();
            watts.merge(
                    pool.at().siteId(),
                    replicas * option.acceleratorsPerReplica() * pool.around().acceleratorWatts(),
                    Long::sum);
            long micros = replicas * option.replicaCostMicros();
            for (var one : placed) {
                micros += one.option().sliceCostMicros();
            }
            spend.merge(pool.at().provider(), micros, Long::sum);
            allSpend += micros;
        });
    }

    /** The other half of a pair of primary and backup. */
    Optional<DemandSlice> partner(DemandSlice slice) {
        return Optional.ofNullable(partners.get(slice.index()));
    }

    /** Why the slice may not move there, as a sentence; empty if it may. Accelerators are not asked for. */
    String against(DemandSlice slice, PlacementOption to) {
        var clash = clash(slice, to);
        if (!clash.isEmpty()) {
            return clash;
        }
        var power = power(slice, to);
        return power.isEmpty() ? share(slice, to) : power;
    }

    private String clash(DemandSlice slice, PlacementOption to) {
        var kind = problem.rules().backups().domain();
        var other = partner(slice).orElse(null);
        var at = other == null ? null : occupancy.chosen(other);
        if (at == null || !domain(at).equals(domain(to))) {
            return "";
        }
        return "Its " + (slice.backup() == null ? "backup" : "main place") + " is at "
                + problem.pools().get(at.pool()).at().siteName() + ", in the same " + kind.word() + ".";
    }

    private String domain(PlacementOption option) {
        return problem.pools()
                .get(option.pool())
                .domain(problem.rules().backups().domain());
    }

    private String power(DemandSlice slice, PlacementOption to) {
        var pool = problem.pools().get(to.pool());
        var limit = pool.around().siteWatts();
        if (limit == null) {
            return "";
        }
        long used = watts.getOrDefault(pool.at().siteId(), 0L);
        var from = occupancy.chosen(slice);
        if (from != null
                && problem.pools()
                        .get(from.pool())
                        .at()
                        .siteId()
                        .equals(pool.at().siteId())) {
            used -= occupancy.freed(slice, from)
                    * problem.pools().get(from.pool()).around().acceleratorWatts();
        }
        long needed = occupancy.needed(slice, to) * pool.around().acceleratorWatts();
        return used + needed <= limit
                ? ""
                : "Power: it needs " + kw(needed) + ", " + kw(limit - used) + " of " + kw(limit) + " are left.";
    }

    private String share(DemandSlice slice, PlacementOption to) {
        var cap = problem.rules().providerCapPercent();
        if (cap == null) {
            return "";
        }
        var from = occupancy.chosen(slice);
        long added = occupancy.addedMicros(slice, to);
        long freed = from == null ? 0 : occupancy.freedMicros(slice, from);
        long all = allSpend + added - freed;
        var after = new HashMap<>(spend);
        after.merge(problem.pools().get(to.pool()).at().provider(), added, Long::sum);
        if (from != null) {
            after.merge(problem.pools().get(from.pool()).at().provider(), -freed, Long::sum);
        }
        return after.entrySet().stream()
                .filter(entry -> paid.getOrDefault(entry.getKey(), false) && 100 * entry.getValue() > cap * all)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .map(provider -> "Share cap: " + provider + " would get "
                        + ReasonWords.percent((double) after.getOrDefault(provider, 0L) / all) + " of the cost, limit "
                        + cap
                        + " %.")
                .orElse("");
    }

    private static String kw(long watts) {
        return String.format(Locale.ROOT, "%,.1f kW", watts / 1e3);
    }
}
