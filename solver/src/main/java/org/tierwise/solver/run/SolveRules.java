package org.tierwise.solver.run;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.PlanRules;
import org.tierwise.catalog.policy.BackupRule;
import org.tierwise.catalog.policy.Baseline;
import org.tierwise.catalog.policy.PlacementRules;
import org.tierwise.catalog.pricing.Money;

/**
 * The rules that are asked of a run, as they are stored with it: the plan that it starts from by its number.
 *
 * @param providerCapPercent missing for no cap
 * @param pins option id by slice id
 * @param fromPlan number of the plan to start from; missing to start from scratch
 * @param pricePerMove of leaving the place that a slice has in that plan, a month; missing for none
 * @param withoutSites ids of sites that are left out
 */
public record SolveRules(
        @Nullable Integer providerCapPercent,
        BackupRule backups,
        Map<String, String> pins,
        @Nullable Integer fromPlan,
        @Nullable Money pricePerMove,
        List<String> withoutSites) {
    /** What applies if nobody says otherwise. */
    public static final SolveRules USUAL =
            new SolveRules(null, BackupRule.WHERE_NEEDED, Map.of(), null, null, List.of());

    public SolveRules {
        pins = Collections.unmodifiableMap(new TreeMap<>(pins));
        withoutSites = List.copyOf(withoutSites);
        // Says what is wrong with them before a run is stored.
        var unused = rules(providerCapPercent, backups, pins, null, withoutSites);
        if (pricePerMove != null && fromPlan == null) {
            throw new IllegalArgumentException("A price per move needs a plan to move away from.");
        }
        if (pricePerMove != null && pricePerMove.micros() < 0) {
            throw new IllegalArgumentException(
                    "The price of a move (" + pricePerMove.usd() + " USD) must not be negative.");
        }
    }

    /**
     * Those of a plan, to solve again from there.
     *
     * @param rules missing for a plan from before there were any
     */
    public static SolveRules from(int plan, @Nullable PlanRules rules) {
        if (rules == null) {
            return new SolveRules(null, BackupRule.WHERE_NEEDED, Map.of(), plan, null, List.of());
        }
        var asked = rules.asked();
        var baseline = asked.baseline();
        return new SolveRules(
                asked.providerCapPercent(),
                asked.backups(),
                asked.pins(),
                plan,
                baseline == null ? null : baseline.pricePerMove(),
                asked.lostSites());
    }

    /** The same with other pins and lost sites. */
    public SolveRules with(Map<String, String> otherPins, List<String> otherLostSites) {
        return new SolveRules(providerCapPercent, backups, otherPins, fromPlan, pricePerMove, otherLostSites);
    }

    /** @param assignment of the plan to start from; empty if there is none */
    PlacementRules with(Map<String, String> assignment) {
        var baseline = fromPlan == null
                ? null
                : new Baseline("plan " + fromPlan, assignment, pricePerMove == null ? Money.ZERO : pricePerMove);
        return rules(providerCapPercent, backups, pins, baseline, withoutSites);
    }

    private static PlacementRules rules(
            @Nullable Integer cap,
            BackupRule backups,
            Map<String, String> pins,
            @Nullable Baseline baseline,
            List<String> lost) {
        return new PlacementRules(cap, backups, pins, baseline, lost);
    }
}
