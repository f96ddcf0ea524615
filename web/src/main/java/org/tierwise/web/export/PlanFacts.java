package org.tierwise.web.export;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.tierwise.catalog.approval.PlanStatus;
import org.tierwise.catalog.approval.StatusWords;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.RuleWords;

/** What every export says of the plan itself: status, policy, hash, currency, how it was solved. */
record PlanFacts(String name, String value) {
    static final List<String> HOW_TO_READ = List.of(
            "One row of Placements is one slice: the demand of one workload from one location. A backup has a row of its own.",
            "Slices of one workload at one site share whole accelerators; each is given its part by load.",
            "p95 is the predicted 95th percentile of the response time in ms, an upper bound made of its parts.",
            "The sum of Placements, the sum of Bill of materials and the sums of Summary agree to the cent.",
            "Formulas in the columns named Check recompute the values beside them; every difference must be 0.00.",
            "Kind says how far a number can be trusted: MEASURED, PUBLISHED, DERIVED, ASSUMED.");

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    static List<PlanFacts> of(PlacementPlan plan, PlanStatus status) {
        var facts = new ArrayList<PlanFacts>();
        facts.add(new PlanFacts("Status", StatusWords.mark(status.kind())));
        facts.add(new PlanFacts("Decision", StatusWords.sentence(status)));
        facts.add(new PlanFacts("Solved at", solvedAt(plan)));
        facts.add(new PlanFacts("Policy", policy(plan)));
        facts.add(new PlanFacts("Longest commitment", Words.term(plan.policy().longestCommitment())));
        RuleWords.sentences(plan).forEach(rule -> facts.add(new PlanFacts("Rule", rule)));
        facts.add(new PlanFacts("Currency", "USD a month, excluding taxes"));
        facts.add(new PlanFacts("Catalogue", plan.catalogueVersion()));
        facts.add(new PlanFacts("Search", search(plan)));
        facts.add(new PlanFacts("Input hash (SHA-256)", plan.inputHash()));
        return facts;
    }

    static String solvedAt(PlacementPlan plan) {
        return MINUTE.format(plan.solvedAt());
    }

    static String policy(PlacementPlan plan) {
        return plan.policy().name() + ": one ms of p95 is worth USD "
                + Words.number(plan.policy().usdPerMsMonth(), 4) + " a month per request per second of peak load";
    }

    static String search(PlacementPlan plan) {
        var limit = plan.steps() != null
                ? Words.number(plan.steps(), 0) + " steps"
                : plan.seconds() != null ? plan.seconds() + " s" : "no limit";
        return limit + ", seed " + plan.seed();
    }
}
