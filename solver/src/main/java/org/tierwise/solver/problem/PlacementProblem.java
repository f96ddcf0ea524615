package org.tierwise.solver.problem;

import java.util.List;
import org.tierwise.catalog.policy.Assumption;
import org.tierwise.catalog.policy.PlacementRules;
import org.tierwise.catalog.policy.Policy;

/**
 * The whole question, immutable.
 *
 * @param inputHash SHA-256 over workloads, catalogue version, assumptions and policy
 * @param groups number of serving groups
 * @param assumptions those that were used while building it
 * @param notes what the reader must know of the whole plan: own premises assumed, workloads left out
 * @param rules what the plan must keep beside the options; lost sites are exclusions already
 */
public record PlacementProblem(
        Policy policy,
        String inputHash,
        String catalogueVersion,
        int groups,
        List<PlacementPool> pools,
        List<DemandSlice> slices,
        List<Assumption> assumptions,
        List<String> notes,
        PlacementRules rules) {
    public PlacementProblem {
        pools = List.copyOf(pools);
        slices = List.copyOf(slices);
        assumptions = List.copyOf(assumptions);
        notes = List.copyOf(notes);
    }

    /** Without rules. */
    public PlacementProblem(
            Policy policy,
            String inputHash,
            String catalogueVersion,
            int groups,
            List<PlacementPool> pools,
            List<DemandSlice> slices,
            List<Assumption> assumptions,
            List<String> notes) {
        this(policy, inputHash, catalogueVersion, groups, pools, slices, assumptions, notes, PlacementRules.NONE);
    }

    /** The same under other rules, applied to the options: a pinned slice keeps one, a lost site none. */
    public PlacementProblem with(PlacementRules others) {
        var applied = PinCheck.pinned(slices, pools, others).stream()
                .map(slice -> slice.only(option -> !others.lostSites()
                        .contains(pools.get(option.pool()).at().siteId())))
                .toList();
        return new PlacementProblem(
                policy, inputHash, catalogueVersion, groups, pools, applied, assumptions, notes, others);
    }

    /** The same question under a policy that differs in the price of a millisecond only. */
    public PlacementProblem with(Policy other, String hash) {
        return new PlacementProblem(other, hash, catalogueVersion, groups, pools, slices, assumptions, notes, rules);
    }
}
