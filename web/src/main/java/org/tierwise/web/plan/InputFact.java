package org.tierwise.web.plan;

import java.util.ArrayList;
import java.util.List;
import org.tierwise.catalog.plan.PlacementPlan;

/** One line of what a plan was asked, enough to repeat it. */
record InputFact(String name, String value) {
    static List<InputFact> of(PlacementPlan plan) {
        var facts = new ArrayList<InputFact>();
        facts.add(new InputFact("Policy", plan.policy().name()));
        facts.add(new InputFact(
                "Price of one millisecond",
                "USD " + plan.policy().usdPerMsMonth() + " a month for each request per second of peak load"));
        facts.add(
                new InputFact("Longest commitment", PlanText.words(plan.policy().longestCommitment())));
        facts.add(new InputFact("Seed", String.valueOf(plan.seed())));
        if (plan.steps() != null) {
            facts.add(new InputFact("Search limit", plan.steps() + " steps"));
        }
        if (plan.seconds() != null) {
            facts.add(new InputFact("Search limit", plan.seconds() + " seconds"));
        }
        facts.add(new InputFact("Solved", PlanText.time(plan.solvedAt())));
        facts.add(new InputFact("Input hash", plan.inputHash()));
        facts.add(new InputFact("Catalogue version", plan.catalogueVersion()));
        return facts;
    }
}
