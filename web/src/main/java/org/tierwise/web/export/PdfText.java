package org.tierwise.web.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the PDF's template shows: the plan as ready strings. */
record PdfText(
        String css,
        String title,
        String status,
        String statusCss,
        String lead,
        List<PlanFacts> facts,
        List<String> notes,
        List<Figure> figures,
        List<BarPart> bar,
        List<Column> columns,
        String linesLead,
        List<LineRow> lines,
        String cost,
        String placementsLead,
        List<PlacementRow> placements,
        String unplacedLead,
        List<UnplacedRow> unplaced,
        List<AssumptionRow> assumptions,
        List<String> howToRead) {

    record Figure(String name, String value, String note) {}

    /** {@code css} is the tier's class, {@code mark} its shape, so that colour is never alone. */
    record BarPart(String css, String width, String label) {}

    /** Breakdowns that stand side by side with those of the other column. */
    record Column(String css, List<Breakdown> breakdowns) {}

    record Breakdown(
            String title, String head, List<BreakdownRow> rows, String slices, String accelerators, String cost) {}

    record BreakdownRow(
            @Nullable String css,
            @Nullable String mark,
            String name,
            String slices,
            String accelerators,
            String cost,
            String part) {}

    record LineRow(
            String provider,
            String site,
            String css,
            String mark,
            String tier,
            String item,
            String term,
            String quantity,
            String unit,
            String price,
            String priceUnit,
            String workloads,
            String cost) {}

    record PlacementRow(
            String name,
            String id,
            String location,
            String css,
            String mark,
            String tier,
            String site,
            String provider,
            String capacity,
            String term,
            String latency,
            String stateCss,
            String state,
            String cost,
            String why) {}

    record UnplacedRow(
            String name,
            String id,
            String location,
            String workloadClass,
            String budget,
            String reason,
            String code,
            String change) {}

    record AssumptionRow(String label, String value, String kind, String source, String date) {}
}
