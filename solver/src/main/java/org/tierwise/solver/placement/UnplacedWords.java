package org.tierwise.solver.placement;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tierwise.catalog.plan.Unplaced;
import org.tierwise.catalog.taxonomy.Verdict;
import org.tierwise.solver.problem.DemandSlice;
import org.tierwise.solver.problem.ExclusionReason;
import org.tierwise.solver.problem.ExclusionWords;
import org.tierwise.solver.problem.PlacementProblem;

/** Why a slice is nowhere, and what would change that. */
final class UnplacedWords {
    private static final int POOLS_NAMED = 3;

    private final PlacementProblem problem;
    private final Occupancy occupancy;
    private final Alternatives alternatives;

    UnplacedWords(PlacementProblem problem, Occupancy occupancy, Alternatives alternatives) {
        this.problem = problem;
        this.occupancy = occupancy;
        this.alternatives = alternatives;
    }

    Unplaced of(DemandSlice slice) {
        var blocked = slice.blocked();
        if (blocked != null) {
            var reason = slice.blockedReason();
            return new Unplaced(
                    slice.slice(),
                    blocked,
                    slice.verdict(),
                    reason == null ? blocked : reason,
                    slice.nearestChange(),
                    List.of());
        }
        return slice.options().isEmpty() && slice.pinnedOut().isEmpty() ? withoutOption(slice) : withoutRoom(slice);
    }

    private Unplaced withoutOption(DemandSlice slice) {
        return new Unplaced(
                slice.slice(),
                code(slice),
                slice.verdict(),
                ExclusionWords.summary(slice, problem.pools()),
                slice.nearestChange(),
                alternatives.ruledOut(slice, List.of()));
    }

    private static String code(DemandSlice slice) {
        var verdict = slice.verdict();
        if (verdict == null) {
            return Verdict.NO_ELIGIBLE_OPTION.name();
        }
        return switch (verdict) {
            case INFEASIBLE_NETWORK, INFEASIBLE_PROCESSING, NEEDS_MEASUREMENT, NO_ELIGIBLE_OPTION -> verdict.name();
            // Some place would be near enough, so what is missing is room there.
            case EDGE_REQUIRED, EDGE_BENEFICIAL, EDGE_UNNECESSARY ->
                slice.exclusions().count(ExclusionReason.CAPACITY) > 0 ? "CAPACITY" : Verdict.NO_ELIGIBLE_OPTION.name();
        };
    }

    private Unplaced withoutRoom(DemandSlice slice) {
        var all = alternatives.others(slice);
        // A pinned slice runs at its pin or nowhere.
        var others = slice.pinnedOut().isEmpty()
                ? all
                : all.stream()
                        .filter(other -> slice.options().contains(other.option()))
                        .toList();
        var byShortage = others.stream()
                .sorted(Comparator.comparingLong(Alternatives.Other::missing)
                        .thenComparingLong(Alternatives.Other::deltaMicros))
                .toList();
        var named = byShortage.stream()
                .limit(POOLS_NAMED)
                .map(other -> where(other) + " (" + obstacle(slice, other) + ")")
                .collect(Collectors.joining(", "));
        var more = byShortage.size() > POOLS_NAMED ? " and " + (byShortage.size() - POOLS_NAMED) + " more" : "";
        var nearest = byShortage.get(0);
        return new Unplaced(
                slice.slice(),
                "CAPACITY",
                slice.verdict(),
                (slice.pinnedOut().isEmpty()
                                ? "No room for it in " + ReasonWords.count(others.size(), "pool")
                                        + " that could serve it: "
                                : "No room for it where it is pinned: ")
                        + named
                        + more + ".",
                withoutPin(slice, all).orElseGet(() -> nearestChange(nearest)),
                alternatives.ruledOut(slice, others));
    }

    private String nearestChange(Alternatives.Other nearest) {
        return nearest.missing() > 0
                ? ReasonWords.count(Math.toIntExact(nearest.missing()), "more accelerator") + " at "
                        + where(nearest) + " would place it, for " + ReasonWords.usd(nearest.deltaMicros())
                        + " a month."
                : nearest.against().isEmpty()
                        ? "A longer search: " + where(nearest) + " has room."
                        : where(nearest) + " has room, but another rule forbids it: " + nearest.against();
    }

    /** Where a pinned slice could run at once if it were not pinned; nothing has to be bought for that. */
    private Optional<String> withoutPin(DemandSlice slice, List<Alternatives.Other> all) {
        return all.stream()
                .filter(other -> slice.pinnedOut().contains(other.option()) && other.fits())
                .findFirst()
                .map(other -> "Without its pin it would run at " + where(other) + ", for "
                        + ReasonWords.usd(other.deltaMicros()) + " a month.");
    }

    private String obstacle(DemandSlice slice, Alternatives.Other other) {
        return other.missing() <= 0 && !other.against().isEmpty()
                ? other.against().replaceAll("\\.$", "")
                : "needs " + occupancy.needed(slice, other.option()) + ", free "
                        + occupancy.free(other.option().pool()) + " of "
                        + problem.pools().get(other.option().pool()).capacity();
    }

    private String where(Alternatives.Other other) {
        var at = problem.pools().get(other.option().pool()).at();
        return at.acceleratorId() == null ? at.siteName() : at.siteName() + " " + at.acceleratorId();
    }
}
