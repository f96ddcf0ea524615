package org.tierwise.solver.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.plan.Slice;
import org.tierwise.catalog.taxonomy.WorkloadClass;

/** Everywhere one slice could and could not be: filled while the cells are walked, then put in order. */
final class Evaluated {
    private final Slice slice;
    private final List<PlacementOption> options = new ArrayList<>();
    private final List<Exclusion> exclusions = new ArrayList<>();
    private final List<VerdictRule.Seen> seen = new ArrayList<>();

    Evaluated(Slice slice) {
        this.slice = slice;
    }

    Slice slice() {
        return slice;
    }

    void add(PlacementOption option) {
        options.add(option);
    }

    void add(Exclusion exclusion) {
        exclusions.add(exclusion);
    }

    void see(VerdictRule.Seen candidate) {
        seen.add(candidate);
    }

    List<VerdictRule.Seen> seen() {
        return seen;
    }

    List<PlacementOption> options() {
        return options;
    }

    List<Exclusion> exclusions() {
        return exclusions;
    }

    /** Orders by pool, and takes edge options from a tolerant class that has others: it is there only if nothing else fits. */
    void finish(List<PlacementPool> pools) {
        if (slice.workloadClass() == WorkloadClass.INTERACTIVE_TOLERANT
                && options.stream().anyMatch(option -> !atEdge(option, pools))) {
            for (var option : options) {
                if (atEdge(option, pools)) {
                    exclusions.add(new Exclusion(option.pool(), ExclusionReason.CLASS_TIER, 0, 0, null));
                }
            }
            options.removeIf(option -> atEdge(option, pools));
        }
        options.sort(Comparator.comparingInt(PlacementOption::pool));
        exclusions.sort(Comparator.comparingInt(Exclusion::pool));
    }

    private static boolean atEdge(PlacementOption option, List<PlacementPool> pools) {
        return pools.get(option.pool()).at().tier() == SiteTier.EDGE;
    }
}
