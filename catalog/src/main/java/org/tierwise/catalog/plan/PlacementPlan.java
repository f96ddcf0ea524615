package org.tierwise.catalog.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.policy.Assumption;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.catalog.pricing.Money;

/**
 * A plan: the answer to one placement problem. Immutable and complete: every page and every export is made from this
 * record alone.
 *
 * @param title for people
 * @param solvedAt when it was solved; the only part that differs between two runs of the same problem
 * @param inputHash SHA-256 over workloads, catalogue version, assumptions and policy
 * @param seed of the search
 * @param steps step limit of the search; missing if it was limited by time
 * @param seconds time limit of the search; missing if it was limited by steps
 * @param lowerBound no plan that keeps the rules and leaves no more unplaced has an objective below this; missing if none
 *     was proven
 * @param proof what the bound is of and what proves it; missing in plans of older versions
 * @param placements in the order of the inventory
 * @param assumptions those that this plan used
 * @param notes what the reader must know of the whole plan: own premises assumed, workloads left out
 * @param rules missing in plans from before there were any
 */
public record PlacementPlan(
        String title,
        Policy policy,
        Instant solvedAt,
        String inputHash,
        String catalogueVersion,
        long seed,
        @Nullable Long steps,
        @Nullable Long seconds,
        @Nullable Money lowerBound,
        @Nullable PlanProof proof,
        List<Placement> placements,
        List<Unplaced> unplaced,
        List<PlanLine> lines,
        List<Assumption> assumptions,
        List<String> notes,
        @Nullable PlanRules rules) {
    public PlacementPlan {
        placements = List.copyOf(placements);
        unplaced = List.copyOf(unplaced);
        lines = List.copyOf(lines);
        assumptions = List.copyOf(assumptions);
        notes = List.copyOf(notes);
    }

    /** Without rules. */
    public PlacementPlan(
            String title,
            Policy policy,
            Instant solvedAt,
            String inputHash,
            String catalogueVersion,
            long seed,
            @Nullable Long steps,
            @Nullable Long seconds,
            @Nullable Money lowerBound,
            @Nullable PlanProof proof,
            List<Placement> placements,
            List<Unplaced> unplaced,
            List<PlanLine> lines,
            List<Assumption> assumptions,
            List<String> notes) {
        this(
                title,
                policy,
                solvedAt,
                inputHash,
                catalogueVersion,
                seed,
                steps,
                seconds,
                lowerBound,
                proof,
                placements,
                unplaced,
                lines,
                assumptions,
                notes,
                null);
    }

    /** Where everything is, backups with it: option id by slice id, for a new plan that starts from this one. */
    public Map<String, String> assignment() {
        var assignment = new TreeMap<String, String>();
        for (var placement : placements) {
            assignment.put(placement.slice().id(), placement.at().optionId());
            var backup = placement.backup();
            if (backup != null && backup.at() != null) {
                assignment.put(
                        placement.slice().id() + Backup.SUFFIX, backup.at().optionId());
            }
        }
        return assignment;
    }

    /** The same plan for the same workloads, under another title and with other limits and notes. */
    public PlacementPlan titled(String otherTitle, @Nullable Long otherSeconds, List<String> otherNotes) {
        return new PlacementPlan(
                otherTitle,
                policy,
                solvedAt,
                inputHash,
                catalogueVersion,
                seed,
                steps,
                otherSeconds,
                lowerBound,
                proof,
                placements,
                unplaced,
                lines,
                assumptions,
                otherNotes,
                rules);
    }

    /** The same plan with another proof. */
    public PlacementPlan withProof(@Nullable PlanProof other) {
        return new PlacementPlan(
                title,
                policy,
                solvedAt,
                inputHash,
                catalogueVersion,
                seed,
                steps,
                seconds,
                lowerBound,
                other,
                placements,
                unplaced,
                lines,
                assumptions,
                notes,
                rules);
    }

    /** The certificate of the proof, if this plan carries it. */
    public @Nullable String certificate() {
        return proof == null ? null : proof.certificate();
    }

    /** As pages need it. */
    public PlacementPlan withoutCertificate() {
        return proof == null || proof.certificate() == null ? this : withProof(proof.withCertificate(null));
    }

    /** Per month: the sum of all placements, which is also the sum of all lines. */
    public Money monthlyCost() {
        return placements.stream().map(Placement::monthlyCost).reduce(Money.ZERO, Money::plus);
    }

    /** The same under another title, with one more note. */
    public PlacementPlan titled(String other, String note) {
        return titled(
                other, seconds, Stream.concat(notes.stream(), Stream.of(note)).toList());
    }
}
