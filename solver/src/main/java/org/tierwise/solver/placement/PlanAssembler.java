package org.tierwise.solver.placement;

import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.Backup;
import org.tierwise.catalog.plan.Independence;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanProof;
import org.tierwise.catalog.plan.PlanRules;
import org.tierwise.catalog.plan.Unplaced;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.taxonomy.Verdict;
import org.tierwise.solver.problem.DemandSlice;
import org.tierwise.solver.problem.PlacementProblem;

/** Makes the plan for people out of the chosen options. Pure: the same choice gives the same plan. */
public final class PlanAssembler {
    private final PlacementProblem problem;
    private final Occupancy occupancy;
    private final OtherRules rules;
    private final Alternatives alternatives;
    private final ReasonWords reasons;

    /** @param optionBySlice position in each slice's options, −1 where it is not placed */
    public PlanAssembler(PlacementProblem problem, int[] optionBySlice) {
        this.problem = problem;
        occupancy = new Occupancy(problem, optionBySlice);
        rules = new OtherRules(problem, occupancy);
        alternatives = new Alternatives(problem, occupancy, rules);
        reasons = new ReasonWords(problem, occupancy);
    }

    public PlacementPlan assemble(SearchLimits limits, Instant solvedAt, Money lowerBound, @Nullable PlanProof proof) {
        return assemble(limits, solvedAt, lowerBound, proof, null);
    }

    /** @param independence what a cap on shares costs; missing if it is not known */
    PlacementPlan assemble(
            SearchLimits limits,
            Instant solvedAt,
            Money lowerBound,
            @Nullable PlanProof proof,
            @Nullable Independence independence) {
        var bill = new BillOfMaterials(problem);
        var shareBySlice = new PlaceShares.Share[problem.slices().size()];
        occupancy.members().forEach((place, placed) -> {
            long replicas = occupancy.replicas(place);
            var details = placed.stream()
                    .map(one -> one.slice().details(one.option()))
                    .toList();
            bill.addReplicas(
                    place.pool(),
                    replicas,
                    placed.get(0).option(),
                    details.get(0).replicaCost());
            var shares = PlaceShares.of(placed, details, replicas);
            for (int i = 0; i < placed.size(); i++) {
                var slice = placed.get(i).slice();
                bill.addSlice(placed.get(i), shares.get(i));
                shareBySlice[slice.index()] = shares.get(i);
            }
        });
        var placements = new ArrayList<Placement>();
        var unplaced = new ArrayList<Unplaced>();
        var words = new UnplacedWords(problem, occupancy, alternatives);
        for (var slice : problem.slices()) {
            if (slice.backup() != null) {
                continue;
            }
            var chosen = occupancy.chosen(slice);
            if (chosen == null) {
                unplaced.add(words.of(slice));
            } else {
                placements.add(placement(new Occupancy.Placed(slice, chosen), shareBySlice));
            }
        }
        var time = limits.time();
        return new PlacementPlan(
                "Plan, " + problem.policy().name(),
                problem.policy(),
                solvedAt,
                problem.inputHash(),
                problem.catalogueVersion(),
                limits.seed(),
                limits.steps(),
                time == null ? null : time.toSeconds(),
                lowerBound,
                proof,
                placements,
                unplaced,
                bill.lines(),
                problem.assumptions(),
                problem.notes(),
                new PlanRules(problem.rules(), independence));
    }

    private Placement placement(Occupancy.Placed placed, PlaceShares.Share[] shareBySlice) {
        var slice = placed.slice();
        var share = shareBySlice[slice.index()];
        var others = alternatives.others(slice);
        var verdict = verdict(slice);
        return new Placement(
                slice.slice(),
                problem.pools().get(placed.option().pool()).at(),
                share.latency(),
                share.replicaHundredths() / 100.0,
                share.acceleratorHundredths() / 100.0,
                share.cost(),
                verdict,
                slice.minimumTier(),
                reasons.of(slice, placed.option(), others, verdict),
                alternatives.of(slice, others),
                backup(placed, shareBySlice));
    }

    private @Nullable Backup backup(Occupancy.Placed primary, PlaceShares.Share[] shareBySlice) {
        var slice = rules.partner(primary.slice()).orElse(null);
        var of = slice == null ? null : slice.backup();
        if (slice == null || of == null) {
            return null;
        }
        var chosen = occupancy.chosen(slice);
        if (chosen == null) {
            return new BackupWords(problem, occupancy, rules).missing(slice, primary.option());
        }
        var share = shareBySlice[slice.index()];
        return new Backup(
                of.asked(),
                problem.pools().get(chosen.pool()).at(),
                share.latency().p95Ms(),
                share.replicaHundredths() / 100.0,
                share.acceleratorHundredths() / 100.0,
                share.cost(),
                "");
    }

    /** Where the rule has not spoken, nothing says that the edge is needed. */
    private static Verdict verdict(DemandSlice slice) {
        var verdict = slice.verdict();
        return verdict == null ? Verdict.EDGE_UNNECESSARY : verdict;
    }
}
