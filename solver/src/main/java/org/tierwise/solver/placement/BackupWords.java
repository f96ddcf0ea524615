package org.tierwise.solver.placement;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.Backup;
import org.tierwise.solver.problem.DemandSlice;
import org.tierwise.solver.problem.PlacementOption;
import org.tierwise.solver.problem.PlacementProblem;

/** Why a placement has no backup. */
final class BackupWords {
    private static final int NAMED = 3;

    private final PlacementProblem problem;
    private final Occupancy occupancy;
    private final OtherRules rules;

    BackupWords(PlacementProblem problem, Occupancy occupancy, OtherRules rules) {
        this.problem = problem;
        this.occupancy = occupancy;
        this.rules = rules;
    }

    Backup missing(DemandSlice backup, PlacementOption primary) {
        var of = backup.backup();
        return Backup.missing(of == null ? "" : of.asked(), reason(backup, of, primary));
    }

    private String reason(DemandSlice backup, DemandSlice.@Nullable BackupOf of, PlacementOption primary) {
        var kind = problem.rules().backups().domain();
        var here = problem.pools().get(primary.pool());
        var elsewhere = backup.options().stream()
                .filter(option ->
                        !problem.pools().get(option.pool()).domain(kind).equals(here.domain(kind)))
                .toList();
        if (elsewhere.isEmpty()) {
            // The backup itself may have no option left: its places are those of what it backs up.
            int places = of == null
                    ? backup.options().size()
                    : problem.slices().get(of.primary()).options().size();
            return "No other " + kind.word() + " can serve it: "
                    + (places == 1
                            ? "the only place that meets its rules is its main one."
                            : "all " + places + " places that meet its rules are in the " + kind.word()
                                    + " of its main one.");
        }
        var named = elsewhere.stream()
                .limit(NAMED)
                .map(option -> name(option) + " (" + why(backup, option) + ")")
                .collect(Collectors.joining(", "));
        return "No room in another " + kind.word() + ": " + named
                + (elsewhere.size() > NAMED ? " and " + (elsewhere.size() - NAMED) + " more" : "") + ".";
    }

    private String why(DemandSlice backup, PlacementOption option) {
        long missing = occupancy.missing(backup, option);
        if (missing > 0) {
            return "needs " + occupancy.needed(backup, option) + ", free " + occupancy.free(option.pool()) + " of "
                    + problem.pools().get(option.pool()).capacity();
        }
        var against = rules.against(backup, option);
        return against.isEmpty() ? "has room: a longer search may use it" : against.replaceAll("\\.$", "");
    }

    private String name(PlacementOption option) {
        var at = problem.pools().get(option.pool()).at();
        return at.acceleratorId() == null ? at.siteName() : at.siteName() + " " + at.acceleratorId();
    }
}
