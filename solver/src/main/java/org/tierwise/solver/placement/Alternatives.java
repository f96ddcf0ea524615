package org.tierwise.solver.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.tierwise.catalog.plan.Alternative;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.problem.DemandSlice;
import org.tierwise.solver.problem.Exclusion;
import org.tierwise.solver.problem.ExclusionWords;
import org.tierwise.solver.problem.PlacementOption;
import org.tierwise.solver.problem.PlacementProblem;

/** Where else a slice could be and what that would cost, and what rules out the places that one would ask for. */
final class Alternatives {
    private static final int FEASIBLE_MAX = 5;
    private static final int RULED_OUT_MAX = 5;
    private static final int FULL_MAX = 2;

    /**
     * A feasible option that is not chosen.
     *
     * @param deltaMicros change of the plan's cost if only this slice moved there
     * @param missing accelerators that are missing there; 0 or less if it fits
     * @param against which other rule forbids it, as a sentence; empty if none does
     */
    record Other(PlacementOption option, long deltaMicros, long missing, String against) {
        boolean fits() {
            return missing <= 0 && against.isEmpty();
        }
    }

    private final PlacementProblem problem;
    private final Occupancy occupancy;
    private final OtherRules rules;

    Alternatives(PlacementProblem problem, Occupancy occupancy, OtherRules rules) {
        this.problem = problem;
        this.occupancy = occupancy;
        this.rules = rules;
    }

    /** All other options, cheapest first; those that a pin takes away are among them, because one can unpin. */
    List<Other> others(DemandSlice slice) {
        var chosen = occupancy.chosen(slice);
        return Stream.concat(slice.options().stream(), slice.pinnedOut().stream())
                .filter(option -> chosen == null || option.pool() != chosen.pool())
                .map(option -> new Other(
                        option,
                        occupancy.costDeltaMicros(slice, option),
                        occupancy.missing(slice, option),
                        rules.against(slice, option)))
                .sorted(Comparator.comparingLong(Other::deltaMicros)
                        .thenComparingDouble(other -> other.option().p95Ms())
                        .thenComparingInt(other -> other.option().pool()))
                .toList();
    }

    /** The cheapest feasible ones, one a site, then the most instructive ones that are ruled out. */
    List<Alternative> of(DemandSlice slice, List<Other> others) {
        var list = new ArrayList<Alternative>();
        var sites = new HashSet<String>();
        for (var other : others) {
            if (list.size() < FEASIBLE_MAX
                    && other.fits()
                    && sites.add(site(other.option().pool()))) {
                list.add(new Alternative(
                        problem.pools().get(other.option().pool()).at(),
                        other.option().p95Ms(),
                        new Money(other.deltaMicros()),
                        null));
            }
        }
        list.addAll(ruledOut(slice, others));
        return list;
    }

    /** Full pools that would be cheaper, then the nearest site of each tier, then the nearest misses. */
    List<Alternative> ruledOut(DemandSlice slice, List<Other> others) {
        var list = new ArrayList<Alternative>();
        Set<String> sites = new HashSet<>();
        boolean placed = occupancy.chosen(slice) != null;
        for (var other : others) {
            boolean wanted = !placed || other.deltaMicros() < 0;
            int most = placed ? FULL_MAX : RULED_OUT_MAX;
            if (list.size() < most
                    && !other.fits()
                    && wanted
                    && sites.add(site(other.option().pool()))) {
                list.add(full(slice, other));
            }
        }
        slice.options().forEach(option -> sites.add(site(option.pool())));
        slice.pinnedOut().forEach(option -> sites.add(site(option.pool())));
        for (var exclusion : instructive(slice)) {
            if (list.size() < RULED_OUT_MAX && sites.add(site(exclusion.pool()))) {
                var pool = problem.pools().get(exclusion.pool());
                var stack = exclusion.latency();
                list.add(new Alternative(
                        pool.at(),
                        stack == null ? null : stack.p95Ms(),
                        null,
                        ExclusionWords.sentence(slice, pool, exclusion)));
            }
        }
        return list;
    }

    private Alternative full(DemandSlice slice, Other other) {
        return new Alternative(
                problem.pools().get(other.option().pool()).at(), other.option().p95Ms(), null, fullWords(slice, other));
    }

    /** "Full: needs 2 accelerators, 1 of 16 is free.", or the rule that forbids it. */
    String fullWords(DemandSlice slice, Other other) {
        if (other.missing() <= 0) {
            return other.against();
        }
        int pool = other.option().pool();
        return "Full: it needs " + occupancy.needed(slice, other.option()) + " accelerators, " + occupancy.free(pool)
                + " of " + problem.pools().get(pool).capacity() + " are free.";
    }

    /** The nearest place of each tier, then the nearest misses. */
    private static List<Exclusion> instructive(DemandSlice slice) {
        var list = new ArrayList<>(slice.exclusions().nearestPlaces());
        list.addAll(slice.exclusions().nearestMisses());
        return list;
    }

    private String site(int pool) {
        return problem.pools().get(pool).at().siteId();
    }
}
