package org.tierwise.solver.placement;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.taxonomy.Verdict;
import org.tierwise.solver.problem.DemandSlice;
import org.tierwise.solver.problem.PlacementOption;
import org.tierwise.solver.problem.PlacementProblem;

/** Why a slice is where it is, in one or two sentences. */
final class ReasonWords {
    private final PlacementProblem problem;
    private final Occupancy occupancy;

    ReasonWords(PlacementProblem problem, Occupancy occupancy) {
        this.problem = problem;
        this.occupancy = occupancy;
    }

    /** @param others all other options, cheapest first */
    String of(DemandSlice slice, PlacementOption chosen, List<Alternatives.Other> others, Verdict verdict) {
        var dear = slice.nearestChange();
        return standing(slice, chosen) + whyHere(slice, chosen, others) + " " + verdictWords(slice, chosen, verdict)
                + (dear.isEmpty() ? "" : " " + dear);
    }

    private String whyHere(DemandSlice slice, PlacementOption chosen, List<Alternatives.Other> others) {
        var open = others.stream().filter(Alternatives.Other::fits).toList();
        if (problem.rules().pins().containsKey(slice.slice().id())) {
            return pinned(open);
        }
        if (open.isEmpty()) {
            return others.isEmpty() ? "The only place that fits." : "The only place that fits and has room.";
        }
        var next = open.get(0);
        int places = open.size() + 1;
        if (next.deltaMicros() < 0) {
            if (stayed(slice, chosen) && -next.deltaMicros() <= pricePerMove()) {
                return "It stays where it was: " + name(next.option()) + " would cost " + usd(-next.deltaMicros())
                        + " less a month, not more than the price of a move, " + usd(pricePerMove()) + ".";
            }
            double faster = next.option().p95Ms() - chosen.p95Ms();
            var cheaper = name(next.option()) + " would cost " + usd(-next.deltaMicros()) + " less a month";
            if (faster > 0.05
                    && problem.policy().usdPerMsMonth() > 0
                    && slice.slice().budgetMs() != null) {
                return "Latency first: " + cheaper + ", but is " + ms(faster)
                        + " slower, which the policy prices higher.";
            }
            return "Good, but " + cheaper + ": a longer search may find a cheaper plan.";
        }
        var shared = occupancy.membersAt(slice, chosen).size() > 1 && chosen.acceleratorsPerReplica() > 0
                ? " Replicas are shared with "
                        + count(occupancy.membersAt(slice, chosen).size() - 1, "other slice") + " of the group."
                : "";
        var full = others.stream()
                .filter(other -> !other.fits() && other.deltaMicros() < 0)
                .findFirst()
                .map(other -> " " + name(other.option()) + " would cost " + usd(-other.deltaMicros())
                        + " less a month but is " + (other.missing() > 0 ? "full." : "ruled out. " + other.against()))
                .orElse("");
        var margin = next.deltaMicros() == 0
                ? "; " + name(next.option()) + " would cost the same."
                : "; the next, " + name(next.option()) + ", would cost " + usd(next.deltaMicros()) + " more a month.";
        return "Cheapest of " + places + " places that fit" + margin + shared + full;
    }

    private static final String PINNED = "Pinned here.";

    private String pinned(List<Alternatives.Other> open) {
        if (open.isEmpty() || open.get(0).deltaMicros() > 0) {
            return PINNED + " No other place that fits would cost less.";
        }
        var next = open.get(0);
        return PINNED + " Without the pin, " + name(next.option()) + " would cost "
                + (next.deltaMicros() == 0 ? "the same." : usd(-next.deltaMicros()) + " less a month.");
    }

    /** Where it comes from, if the plan starts from another one and this slice is not where it was. */
    private String standing(DemandSlice slice, PlacementOption chosen) {
        var baseline = problem.rules().baseline();
        var had = baseline == null
                ? null
                : baseline.assignment().get(slice.slice().id());
        if (baseline == null || had == null || had.equals(at(chosen).optionId())) {
            return "";
        }
        var before = Stream.concat(slice.options().stream(), slice.pinnedOut().stream())
                .filter(option -> at(option).optionId().equals(had))
                .findFirst();
        return before.isEmpty()
                ? "It had to leave " + nameOf(had) + ", where it was in " + baseline.name() + ". "
                : "Moved from " + name(before.get()) + ", where it was in " + baseline.name() + ". ";
    }

    private String nameOf(String optionId) {
        return problem.pools().stream()
                .filter(pool -> pool.at().optionId().equals(optionId))
                .findFirst()
                .map(pool -> pool.at().siteName())
                .orElse(optionId);
    }

    private boolean stayed(DemandSlice slice, PlacementOption chosen) {
        var baseline = problem.rules().baseline();
        return baseline != null
                && at(chosen)
                        .optionId()
                        .equals(baseline.assignment().get(slice.slice().id()));
    }

    private long pricePerMove() {
        var baseline = problem.rules().baseline();
        return baseline == null ? 0 : baseline.pricePerMove().micros();
    }

    private String verdictWords(DemandSlice slice, PlacementOption chosen, Verdict verdict) {
        var budget = slice.slice().budgetMs();
        var limit = budget == null ? "" : ms(budget);
        return switch (verdict) {
            case EDGE_REQUIRED -> "Edge required: no other tier meets " + limit + ".";
            case EDGE_BENEFICIAL -> edgeHelps(slice, limit);
            case EDGE_UNNECESSARY ->
                budget == null
                        ? "Edge not needed: there is no latency budget."
                        : "Edge not needed: " + farName(slice, chosen) + " meets " + limit + ".";
            case NEEDS_MEASUREMENT -> "Measure first: the budget lies inside the band.";
            case INFEASIBLE_NETWORK, INFEASIBLE_PROCESSING, NO_ELIGIBLE_OPTION -> "";
        };
    }

    private String edgeHelps(DemandSlice slice, String limit) {
        var edge = fastest(slice, tier -> tier == SiteTier.EDGE);
        var far = fastest(slice, tier -> tier != SiteTier.EDGE);
        if (edge.isEmpty() || far.isEmpty()) {
            return "Edge helps: people would notice the time without it.";
        }
        double saved = far.get().p95Ms() - edge.get().p95Ms();
        return "Edge helps: saves " + ms(saved) + "; " + name(far.get()) + " also meets " + limit + ".";
    }

    private String farName(DemandSlice slice, PlacementOption chosen) {
        var here = problem.pools().get(chosen.pool()).at();
        return here.tier() == SiteTier.EDGE
                ? fastest(slice, tier -> tier != SiteTier.EDGE).map(this::name).orElse("a farther site")
                : here.siteName();
    }

    private Optional<PlacementOption> fastest(DemandSlice slice, Predicate<SiteTier> tier) {
        return slice.options().stream()
                .filter(option -> tier.test(at(option).tier()))
                .min(Comparator.comparingDouble(PlacementOption::p95Ms).thenComparingInt(PlacementOption::pool));
    }

    /** The site; with the accelerator or offer only where that is all that differs is left to the reader's table. */
    private String name(PlacementOption option) {
        var at = at(option);
        return at.acceleratorId() == null ? at.siteName() : at.siteName() + " with " + at.acceleratorId();
    }

    private PlacedAt at(PlacementOption option) {
        return problem.pools().get(option.pool()).at();
    }

    static String usd(long micros) {
        return String.format(Locale.ROOT, "USD %,.2f", new Money(micros).usd());
    }

    static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * part);
    }

    static String ms(double value) {
        return value >= 10 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f ms", value)
                : String.format(Locale.ROOT, "%.1f ms", value);
    }

    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
