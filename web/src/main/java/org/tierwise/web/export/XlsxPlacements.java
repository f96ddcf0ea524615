package org.tierwise.web.export;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.tierwise.catalog.plan.Backup;
import org.tierwise.catalog.plan.CostPart;
import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.pricing.Money;

/** The sheet Placements: one row per placed slice, with its latency and cost parts as columns of their own. */
final class XlsxPlacements {
    static final String NAME = "Placements";
    static final char CLASS = 'D';
    static final char TIER = 'E';
    static final char PROVIDER = 'F';
    private static final char COST = 'P';

    private static final List<String> COLUMNS = List.of(
            "External id",
            "Location",
            "Workload",
            "Class",
            "Tier",
            "Provider",
            "Site",
            "City",
            "Country",
            "Accelerator or offer",
            "Term",
            "Replicas",
            "Accelerators",
            "p95 ms",
            "Budget ms",
            "Cost USD a month",
            "Verdict",
            "Minimum tier",
            "Model",
            "Share",
            "Peak per second",
            "Criticality",
            "Why here",
            "Backup",
            "Notes");

    private XlsxPlacements() {}

    static void write(Workbook workbook, PlacementPlan plan) {
        var latencyNames = new LinkedHashSet<String>();
        var costNames = new LinkedHashSet<String>();
        for (var placement : plan.placements()) {
            placement.latency().parts().forEach(part -> latencyNames.add(part.name()));
            placement.cost().forEach(part -> costNames.add(part.name()));
            if (placement.backup() != null) {
                placement.backup().cost().forEach(part -> costNames.add(part.name()));
            }
        }
        var names = new ArrayList<>(COLUMNS);
        latencyNames.forEach(name -> names.add("Latency: " + name + " ms"));
        costNames.forEach(name -> names.add("Cost: " + name + " USD"));
        var sheet = new XlsxTable(workbook, NAME, names.size());
        sheet.header(names);
        for (var placement : plan.placements()) {
            row(sheet, placement);
            for (var name : latencyNames) {
                placement.latency().parts().stream()
                        .filter(part -> part.name().equals(name))
                        .map(LatencyPart::p95Ms)
                        .reduce(Double::sum)
                        .ifPresentOrElse(ms -> sheet.number(ms, 1), sheet::skip);
            }
            costs(sheet, placement.cost(), costNames);
            sheet.end();
            var backup = placement.backup();
            if (backup != null && backup.at() != null) {
                backup(sheet, placement, backup, backup.at());
                latencyNames.forEach(name -> sheet.skip());
                costs(sheet, backup.cost(), costNames);
                sheet.end();
            }
        }
        sheet.filter(0);
        sheet.finish();
    }

    /** How many rows the sheet has below its header. */
    static int rows(PlacementPlan plan) {
        return plan.placements().stream()
                .mapToInt(placement -> placement.places().size())
                .sum();
    }

    private static void costs(XlsxTable sheet, List<CostPart> parts, Set<String> names) {
        for (var name : names) {
            sheet.money(parts.stream()
                    .filter(part -> part.name().equals(name))
                    .map(CostPart::amount)
                    .reduce(Money::plus)
                    .orElse(null));
        }
    }

    private static void place(XlsxTable sheet, Placement placement, PlacedAt at) {
        var slice = placement.slice();
        sheet.text(slice.externalId());
        sheet.text(slice.locationLabel());
        sheet.text(slice.workloadName());
        sheet.text(Words.workloadClass(slice.workloadClass()));
        sheet.text(Words.tier(at.tier()));
        sheet.text(at.provider());
        sheet.text(at.siteName());
        sheet.text(at.city());
        sheet.text(at.country());
        sheet.text(at.acceleratorId() == null ? at.offerId() : at.acceleratorId());
        sheet.text(Words.term(at.term()));
    }

    private static void backup(XlsxTable sheet, Placement placement, Backup backup, PlacedAt at) {
        place(sheet, placement, at);
        sheet.number(backup.replicas(), 2);
        sheet.number(backup.accelerators(), 2);
        sheet.number(backup.p95Ms(), 1);
        sheet.number(placement.slice().budgetMs(), 1);
        sheet.money(backup.monthlyCost());
        sheet.text("Backup");
        sheet.skip();
        sheet.text(placement.slice().modelId());
        for (int i = 0; i < 3; i++) {
            sheet.skip();
        }
        sheet.text(backup.asked());
        sheet.text("This row is the backup of the row above.");
        sheet.skip();
    }

    private static void row(XlsxTable sheet, Placement placement) {
        var slice = placement.slice();
        place(sheet, placement, placement.at());
        sheet.number(placement.replicas(), 2);
        sheet.number(placement.accelerators(), 2);
        sheet.number(placement.latency().p95Ms(), 1);
        sheet.number(slice.budgetMs(), 1);
        sheet.money(placement.ownMonthlyCost());
        sheet.text(Words.sentence(placement.verdict()));
        sheet.text(placement.minimumTier() == null ? null : Words.tier(placement.minimumTier()));
        sheet.text(slice.modelId());
        sheet.percent(slice.share());
        sheet.number(slice.peakRps(), 3);
        sheet.whole(slice.criticality());
        sheet.text(placement.reason());
        sheet.text(Words.backup(placement));
        sheet.text(String.join("; ", slice.notes()));
    }

    /** Formula for the cost of all rows. */
    static String sum(int rows) {
        return rows == 0 ? "0" : "SUM(" + range(COST, rows) + ")";
    }

    /**
     * Formula for the cost of the rows whose column equals a cell. SUMPRODUCT and not SUMIF: that would take a text
     * such as "=cmd" or "*" for a condition.
     */
    static String sumWhere(int rows, char column, String cell) {
        return rows == 0 ? "0" : "SUMPRODUCT((" + range(column, rows) + "=" + cell + ")*" + range(COST, rows) + ")";
    }

    private static String range(char column, int rows) {
        return NAME + "!$" + column + "$2:$" + column + "$" + (rows + 1);
    }
}
