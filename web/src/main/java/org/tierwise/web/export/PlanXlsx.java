package org.tierwise.web.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.tierwise.catalog.approval.PlanStatus;
import org.tierwise.catalog.approval.StatusWords;
import org.tierwise.catalog.plan.PlacementPlan;

/**
 * A plan as a workbook: Read me, Summary, Placements, Bill of materials, Alternatives, Unplaced, Assumptions. Totals
 * are values; formulas beside them recompute them in the reader's spreadsheet. Equal plans of equal status
 * give equal bytes.
 */
public final class PlanXlsx {
    private static final String APPLICATION = "Tierwise";
    /** The format asks for major.minor. */
    private static final String FORMAT_VERSION = "1.0";

    /** Does not close the stream. */
    public void write(PlacementPlan plan, PlanStatus status, OutputStream out) throws IOException {
        var file = Files.createTempFile("tierwise-plan", ".xlsx");
        try {
            try (var workbook = new Workbook(Files.newOutputStream(file), APPLICATION, FORMAT_VERSION)) {
                sheets(workbook, plan, status);
            }
            RepeatableZip.copy(file, plan.solvedAt(), out);
        } finally {
            Files.delete(file);
        }
    }

    private static void sheets(Workbook workbook, PlacementPlan plan, PlanStatus status) {
        workbook.setGlobalDefaultFont("Calibri", 10);
        workbook.properties()
                .setTitle(title(plan))
                .setSubject("Placement plan, " + StatusWords.mark(status.kind()).toLowerCase(Locale.ROOT));
        readMe(workbook, plan, status);
        XlsxSummary.write(workbook, plan, status);
        XlsxPlacements.write(workbook, plan);
        XlsxLines.write(workbook, plan);
        XlsxAlternatives.write(workbook, plan);
        unplaced(workbook, plan);
        assumptions(workbook, plan);
    }

    /** The library takes at most 65,536 characters, and nobody reads so many. */
    private static String title(PlacementPlan plan) {
        var title = XlsxTable.clean(plan.title());
        return title.substring(0, Math.min(title.length(), 200));
    }

    private static void readMe(Workbook workbook, PlacementPlan plan, PlanStatus status) {
        var sheet = new XlsxTable(workbook, "Read me", 2);
        sheet.title(plan.title());
        sheet.end();
        sheet.end();
        for (var fact : PlanFacts.of(plan, status)) {
            sheet.text(fact.name());
            sheet.text(fact.value());
            sheet.end();
        }
        sheet.end();
        sheet.title("How to read");
        sheet.end();
        for (var line : PlanFacts.HOW_TO_READ) {
            sheet.sentence(line);
            sheet.end();
        }
        if (!plan.notes().isEmpty()) {
            sheet.end();
            sheet.title("What to know of this plan");
            sheet.end();
            for (var note : plan.notes()) {
                sheet.sentence(note);
                sheet.end();
            }
        }
        sheet.finish();
    }

    private static void unplaced(Workbook workbook, PlacementPlan plan) {
        var names = List.of(
                "External id",
                "Location",
                "Workload",
                "Class",
                "Peak per second",
                "Budget ms",
                "Criticality",
                "Code",
                "Reason",
                "Nearest change");
        var sheet = new XlsxTable(workbook, "Unplaced", names.size());
        sheet.header(names);
        for (var unplaced : plan.unplaced()) {
            var slice = unplaced.slice();
            sheet.text(slice.externalId());
            sheet.text(slice.locationLabel());
            sheet.text(slice.workloadName());
            sheet.text(Words.workloadClass(slice.workloadClass()));
            sheet.number(slice.peakRps(), 3);
            sheet.number(slice.budgetMs(), 1);
            sheet.whole(slice.criticality());
            sheet.text(unplaced.code());
            sheet.text(unplaced.reason());
            sheet.text(unplaced.nearestChange());
            sheet.end();
        }
        sheet.filter(0);
        sheet.finish();
    }

    private static void assumptions(Workbook workbook, PlacementPlan plan) {
        var names = List.of("Assumption", "Value", "Unit", "Kind", "Source", "Date", "Key");
        var sheet = new XlsxTable(workbook, "Assumptions", names.size());
        sheet.header(names);
        for (var assumption : plan.assumptions()) {
            var figure = assumption.figure();
            sheet.text(assumption.label());
            sheet.general(figure.value());
            sheet.text(figure.unit());
            sheet.text(figure.provenance().kind().name());
            sheet.text(figure.provenance().source());
            sheet.text(figure.provenance().asOf());
            sheet.text(assumption.key());
            sheet.end();
        }
        sheet.filter(0);
        sheet.finish();
    }
}
