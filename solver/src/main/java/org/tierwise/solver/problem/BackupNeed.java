package org.tierwise.solver.problem;

import java.math.BigDecimal;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.policy.BackupRule;
import org.tierwise.catalog.policy.FailureDomain;
import org.tierwise.solver.cost.Availability;

/**
 * Whether a workload needs a second place. Source: product definition, rule R03 of section 3.2 (control loops of
 * criticality 1 need two failure domains) and section 7 (a target that one site could only keep with a time between
 * failures that nobody has seen).
 */
final class BackupNeed {
    private static final String CONTROL_LOOP_RULE = "R03";

    private final BackupRule rule;
    private final Availability availability;
    private final double repairHours;

    private BackupNeed(BackupRule rule, Availability availability, double repairHours) {
        this.rule = rule;
        this.availability = availability;
        this.repairHours = repairHours;
    }

    static BackupNeed of(BackupRule rule, Assumptions assumptions) {
        return new BackupNeed(rule, new Availability(assumptions), assumptions.value("availability.siteRepairHours"));
    }

    /** What a backup must not share with its primary. */
    FailureDomain domain() {
        return rule.domain();
    }

    /** Why it needs one, as a sentence; empty if it does not. */
    String asked(Demanded demanded) {
        if (demanded.classification().workloadClass().unattended()) {
            return "";
        }
        var constraints = demanded.workload().constraints();
        var target = constraints.availabilityPct();
        if (rule.whereNeeded()
                && constraints.criticality() == 1
                && demanded.classification().rule().equals(CONTROL_LOOP_RULE)) {
            return "A control loop of criticality 1 needs two failure domains.";
        } else if (rule.whereNeeded() && target != null && !availability.believable(target / 100, repairHours)) {
            return "One site cannot promise "
                    + BigDecimal.valueOf(target).stripTrailingZeros().toPlainString()
                    + " % availability: repaired in " + ExclusionWords.number(repairHours)
                    + " h, it would have to run for longer than any site has been seen to run.";
        } else if (constraints.criticality() <= rule.criticalityMax()) {
            return "Workloads of criticality " + (rule.criticalityMax() == 1 ? "1" : "1 to " + rule.criticalityMax())
                    + " get a backup in this plan.";
        }
        return "";
    }
}
