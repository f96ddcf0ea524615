package org.tierwise.web.export;

import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.tierwise.catalog.approval.PlanStatus;
import org.tierwise.catalog.approval.StatusWords;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.ProofWords;
import org.tierwise.catalog.pricing.Money;

/** The sheet Summary: the figures, then the cost by tier, provider and class, each beside a formula that checks it. */
final class XlsxSummary {
    private static final int COLUMNS = 6;

    private XlsxSummary() {}

    static void write(Workbook workbook, PlacementPlan plan, PlanStatus status) {
        var totals = PlanTotals.of(plan);
        var sheet = new XlsxTable(workbook, "Summary", COLUMNS);
        sheet.title(plan.title());
        sheet.end();
        sheet.sentence("Cost in USD a month. Status: " + StatusWords.mark(status.kind()) + ". Solved at "
                + PlanFacts.solvedAt(plan));
        sheet.end();
        sheet.sentence(ProofWords.sentence(plan));
        sheet.end();
        sheet.end();
        figures(sheet, totals);
        cost(sheet, plan);
        breakdown(sheet, "Tier", totals.byTier(), totals, XlsxPlacements.rows(plan), XlsxPlacements.TIER);
        breakdown(sheet, "Provider", totals.byProvider(), totals, XlsxPlacements.rows(plan), XlsxPlacements.PROVIDER);
        breakdown(sheet, "Class", totals.byClass(), totals, XlsxPlacements.rows(plan), XlsxPlacements.CLASS);
        sheet.finish();
    }

    private static void figures(XlsxTable sheet, PlanTotals totals) {
        count(sheet, "Workloads", totals.workloads());
        count(sheet, "Slices", totals.slices());
        count(sheet, "Placed", totals.placed());
        count(sheet, "Unplaced", totals.unplaced());
        count(sheet, "Sites in use", totals.sites());
        count(sheet, "Accelerators", totals.accelerators());
        count(sheet, "Placed slices with a latency budget", totals.interactiveSlices());
        count(sheet, "of these within budget", totals.withinBudget());
        sheet.end();
    }

    private static void count(XlsxTable sheet, String name, long value) {
        sheet.text(name);
        sheet.whole(value);
        sheet.end();
    }

    private static void cost(XlsxTable sheet, PlacementPlan plan) {
        headings(sheet, "Cost a month");
        total(sheet, "Sum of Placements", plan, XlsxPlacements.sum(XlsxPlacements.rows(plan)));
        total(
                sheet,
                "Sum of Bill of materials",
                plan,
                XlsxLines.sum(plan.lines().size()));
        sheet.end();
    }

    private static void total(XlsxTable sheet, String name, PlacementPlan plan, String formula) {
        sheet.text(name);
        sheet.skip();
        sheet.skip();
        money(sheet, plan.monthlyCost(), formula);
        sheet.end();
    }

    private static void headings(XlsxTable sheet, String name) {
        List.of(name, "Slices", "Accelerators", "Cost USD", "Check", "Difference")
                .forEach(sheet::heading);
        sheet.end();
    }

    private static void breakdown(
            XlsxTable sheet, String name, List<PlanTotals.Group> groups, PlanTotals totals, int rows, char column) {
        headings(sheet, name);
        int first = sheet.row() + 1;
        for (var group : groups) {
            sheet.text(group.name());
            sheet.whole(group.slices());
            sheet.number(group.accelerators(), 2);
            money(sheet, group.monthlyCost(), XlsxPlacements.sumWhere(rows, column, "A" + (sheet.row() + 1)));
            sheet.end();
        }
        sheet.text("Total");
        sheet.whole(totals.placed());
        sheet.number(groups.stream().mapToDouble(PlanTotals.Group::accelerators).sum(), 2);
        var sum = groups.stream().map(PlanTotals.Group::monthlyCost).reduce(Money.ZERO, Money::plus);
        money(sheet, sum, groups.isEmpty() ? "0" : "SUM(D" + first + ":D" + sheet.row() + ")");
        sheet.end();
        sheet.end();
    }

    private static void money(XlsxTable sheet, Money value, String formula) {
        int row = sheet.row() + 1;
        sheet.money(value);
        sheet.moneyFormula(formula);
        sheet.moneyFormula("ROUND(D" + row + "-E" + row + ",2)");
    }
}
