package org.tierwise.web.plan;

import org.tierwise.catalog.approval.PlanStatus;
import org.tierwise.catalog.plan.PlacementPlan;

/** What every page of a plan shows at its top. */
record PlanHead(int number, String title, StatusView status, String sentence, int unplaced, boolean backups) {
    static PlanHead of(int number, PlacementPlan plan, PlanStatus status) {
        var figures = PlanFigures.of(plan);
        return new PlanHead(
                number,
                "Plan " + number + ": " + plan.title(),
                StatusView.of(status),
                "Solved " + PlanText.time(plan.solvedAt()) + " with the policy “"
                        + plan.policy().name() + "”. "
                        + figures.workloads() + " workloads in " + figures.slices() + " demand slices: "
                        + figures.placed() + " placed, " + figures.unplaced() + " not placed.",
                figures.unplaced(),
                plan.placements().stream().anyMatch(placement -> placement.backup() != null));
    }
}
