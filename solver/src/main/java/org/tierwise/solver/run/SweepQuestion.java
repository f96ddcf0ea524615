package org.tierwise.solver.run;

import java.time.Clock;
import java.util.function.Function;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.policy.PlacementRules;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.catalog.snapshot.InputSnapshot;
import org.tierwise.solver.problem.PlacementProblem;
import org.tierwise.solver.problem.ProblemBuilder;
import org.tierwise.solver.tradeoff.SweepLimits;
import org.tierwise.solver.tradeoff.TradeoffSweep;

/**
 * The problem that all prices of a sweep have in common; every instance that helps builds the same.
 *
 * @param hash of the inputs under another policy
 * @param snapshot of all that a plan of the sweep was solved from
 */
record SweepQuestion(
        PlacementProblem problem, Function<Policy, String> hash, Function<PlacementPlan, InputSnapshot> snapshot) {
    static SweepQuestion of(Attempt.Estate estate, PlacementPlan base, TradeoffInput input) {
        var rules = rules(base);
        return new SweepQuestion(
                ProblemBuilder.build(estate.workloads(), estate.catalogue(), base.policy(), input.choices(), rules),
                policy -> ProblemBuilder.inputHash(
                        estate.workloads(), estate.catalogue(), policy, input.choices(), rules),
                made -> estate.snapshot(new SolveQuestion(made.policy(), input.choices(), rules), made));
    }

    TradeoffSweep sweep(SweepLimits limits, Clock clock) {
        return new TradeoffSweep(problem, limits, clock, hash);
    }

    /** Those of the plan; but the points are measured by cost and latency alone, so a move counts nothing. */
    private static PlacementRules rules(PlacementPlan base) {
        var rules = base.rules();
        return rules == null ? PlacementRules.NONE : rules.asked().withoutBaseline();
    }
}
