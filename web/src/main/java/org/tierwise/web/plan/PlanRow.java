package org.tierwise.web.plan;

import org.tierwise.catalog.plan.ProofWords;

/** A plan as a line of the list, in ready words. */
record PlanRow(
        int number,
        String title,
        String solved,
        String policy,
        int workloads,
        int placed,
        int unplaced,
        String cost,
        String proof) {
    static PlanRow of(Plans.Entry entry) {
        return new PlanRow(
                entry.number(),
                "Plan " + entry.number() + ": " + entry.title(),
                PlanText.time(entry.solvedAt()),
                entry.policy(),
                entry.workloads(),
                entry.placed(),
                entry.unplaced(),
                PlanText.cents(entry.cost()),
                PlanText.sentence(ProofWords.brief(entry.cost(), entry.objective(), entry.lowerBound())));
    }
}
