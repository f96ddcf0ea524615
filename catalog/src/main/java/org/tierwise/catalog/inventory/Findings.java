package org.tierwise.catalog.inventory;

import org.tierwise.catalog.taxonomy.Classification;
import org.tierwise.catalog.taxonomy.Warning;

/** A warning of the classification in the words of an import, at the column where it can be mended. */
record Findings(Field field, IssueCode code, String problem, String suggestion) {
    static Findings of(Warning warning, Classification classification) {
        return switch (warning) {
            case BUDGET_IGNORED ->
                new Findings(
                        Field.LATENCY_BUDGET,
                        IssueCode.BUDGET_IGNORED,
                        "is not used, because the workload is " + classification.workloadClass() + " by rule "
                                + classification.rule(),
                        "Maybe the budget belongs to another workload.");
            case PURPOSE_BUDGET_MISMATCH ->
                new Findings(
                        Field.LATENCY_BUDGET,
                        IssueCode.PURPOSE_BUDGET_MISMATCH,
                        "is unusual for this purpose; the workload is " + classification.workloadClass() + " by rule "
                                + classification.rule(),
                        "Check purpose and budget.");
            case PURPOSE_WAITING_MISMATCH ->
                new Findings(
                        Field.PURPOSE,
                        IssueCode.PURPOSE_WAITING_MISMATCH,
                        "is batch work although a human waits",
                        "Check purpose and who waits.");
            case CONTEXT_OVER_MODEL ->
                new Findings(
                        Field.CONTEXT_TOKENS,
                        IssueCode.CONTEXT_OVER_MODEL,
                        "is longer than the model can hold",
                        "Choose another model or a shorter context.");
        };
    }
}
