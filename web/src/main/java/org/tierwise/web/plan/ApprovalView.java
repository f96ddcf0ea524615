package org.tierwise.web.plan;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.approval.Decision;
import org.tierwise.catalog.approval.PlanStatus;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanLine;
import org.tierwise.catalog.plan.PlanSummary;
import org.tierwise.catalog.plan.ProofWords;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.pricing.PurchaseTerm;

/**
 * The page on which a plan is decided about.
 *
 * @param seen id of the last decision, to notice another one that comes between; 0 if there is none
 * @param author who made the plan
 * @param own whether that is who looks at the page
 * @param commitments what the plan binds money to, in words; empty if everything can be given back
 * @param difference against the approved plan; missing if there is none, or it is this one
 */
record ApprovalView(
        StatusView status,
        long seen,
        String author,
        boolean own,
        String sha256,
        String cost,
        String proof,
        int unplaced,
        String commitments,
        @Nullable PlanDifference difference,
        List<Line> history) {
    /** A decision in ready words. */
    record Line(String verdict, String by, String at, String reason) {}

    static ApprovalView of(
            PlanSummary summary,
            PlacementPlan plan,
            PlanStatus status,
            List<Decision> decisions,
            boolean own,
            @Nullable PlanDifference difference) {
        var commitments = commitments(plan);
        return new ApprovalView(
                StatusView.of(status),
                decisions.isEmpty() ? 0 : decisions.getLast().id(),
                summary.createdBy(),
                own,
                summary.sha256(),
                PlanText.cents(plan.monthlyCost()),
                ProofWords.sentence(plan),
                plan.unplaced().size(),
                commitments,
                difference,
                decisions.reversed().stream().map(ApprovalView::line).toList());
    }

    private static String commitments(PlacementPlan plan) {
        return Stream.of(PurchaseTerm.RESERVED_1Y, PurchaseTerm.RESERVED_3Y, PurchaseTerm.OWNED)
                .map(term -> commitment(plan, term))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String commitment(PlacementPlan plan, PurchaseTerm term) {
        var cost = plan.lines().stream()
                .filter(line -> line.term() == term)
                .map(PlanLine::monthlyCost)
                .reduce(Money.ZERO, Money::plus);
        return cost.micros() == 0
                ? ""
                : "USD " + PlanText.cents(cost)
                        + switch (term) {
                            case RESERVED_1Y -> " a month for one year";
                            case RESERVED_3Y -> " a month for three years";
                            default -> " a month for hardware of your own";
                        };
    }

    private static Line line(Decision decision) {
        return new Line(
                switch (decision.verdict()) {
                    case APPROVED -> "Approved";
                    case RETURNED -> "Changes requested";
                    case REJECTED -> "Rejected";
                },
                decision.decidedBy(),
                PlanText.time(decision.decidedAt()),
                decision.damaged() ? "This decision is not what was stored." : decision.reason());
    }
}
