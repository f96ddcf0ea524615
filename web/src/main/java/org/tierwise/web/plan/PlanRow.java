package org.tierwise.web.plan;

import org.tierwise.catalog.plan.ProofWords;

/**
 * A plan as a line of the list, in ready words.
 *
 * @param damaged then only number and title are words; nothing else of it is known
 */
record PlanRow(
        int number,
        String title,
        String solved,
        String policy,
        int workloads,
        int placed,
        int unplaced,
        String cost,
        String proof,
        StatusView status,
        boolean damaged) {
    static PlanRow of(Plans.Entry entry) {
        if (entry.damaged()) {
            return new PlanRow(
                    entry.number(),
                    "Plan " + entry.number(),
                    "",
                    "",
                    0,
                    0,
                    0,
                    "",
                    "",
                    StatusView.of(entry.status()),
                    true);
        }
        return new PlanRow(
                entry.number(),
                "Plan " + entry.number() + ": " + entry.title(),
                PlanText.time(entry.solvedAt()),
                entry.policy(),
                entry.workloads(),
                entry.placed(),
                entry.unplaced(),
                PlanText.cents(entry.cost()),
                PlanText.sentence(ProofWords.brief(entry.cost(), entry.objective(), entry.lowerBound())),
                StatusView.of(entry.status()),
                false);
    }
}
