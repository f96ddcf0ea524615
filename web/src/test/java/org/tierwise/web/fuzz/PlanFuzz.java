package org.tierwise.web.fuzz;

import org.tierwise.catalog.plan.PlanJson;
import org.tierwise.solver.proof.PlanCheck;

/** Any bytes at all as a plan.json that is to be verified: each finding is told, and no file breaks the check. */
public final class PlanFuzz {
    private PlanFuzz() {}

    /** Called by the fuzzer, and by {@link FuzzTargetsTest}. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Demand.that(!PlanCheck.of(PlanJson.open(input)).isEmpty(), "A check finds something.");
        } catch (IllegalArgumentException refused) {
            Demand.that(refused.getMessage() != null, "A refusal says why.");
        }
    }
}
