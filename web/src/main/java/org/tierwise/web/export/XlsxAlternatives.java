package org.tierwise.web.export;

import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.tierwise.catalog.plan.Alternative;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.Slice;

/** The sheet Alternatives: where each slice could also run and what that would mean, or what rules it out. */
final class XlsxAlternatives {
    private static final List<String> COLUMNS = List.of(
            "External id",
            "Location",
            "Rank",
            "Placed at",
            "Alternative",
            "Tier",
            "Provider",
            "Country",
            "Accelerator or offer",
            "Term",
            "p95 ms",
            "Budget ms",
            "Cost change USD a month",
            "Ruled out by");

    private XlsxAlternatives() {}

    static void write(Workbook workbook, PlacementPlan plan) {
        var sheet = new XlsxTable(workbook, "Alternatives", COLUMNS.size());
        sheet.header(COLUMNS);
        for (var placement : plan.placements()) {
            rows(sheet, placement.slice(), placement.at().siteName(), placement.alternatives());
        }
        for (var unplaced : plan.unplaced()) {
            rows(sheet, unplaced.slice(), "unplaced", unplaced.nearest());
        }
        sheet.filter(0);
        sheet.finish();
    }

    private static void rows(XlsxTable sheet, Slice slice, String placedAt, List<Alternative> alternatives) {
        for (int i = 0; i < alternatives.size(); i++) {
            var alternative = alternatives.get(i);
            var at = alternative.at();
            sheet.text(slice.externalId());
            sheet.text(slice.locationLabel());
            sheet.whole(i + 1L);
            sheet.text(placedAt);
            sheet.text(at.siteName());
            sheet.text(Words.tier(at.tier()));
            sheet.text(at.provider());
            sheet.text(at.country());
            sheet.text(at.acceleratorId() == null ? at.offerId() : at.acceleratorId());
            sheet.text(Words.term(at.term()));
            sheet.number(alternative.p95Ms(), 1);
            sheet.number(slice.budgetMs(), 1);
            sheet.money(alternative.costDelta());
            sheet.text(alternative.ruledOutBy());
            sheet.end();
        }
    }
}
