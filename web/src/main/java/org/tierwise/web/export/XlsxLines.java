package org.tierwise.web.export;

import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.tierwise.catalog.plan.PlacementPlan;

/** The sheet Bill of materials: provider x site x accelerator (or managed offer) x term. */
final class XlsxLines {
    private static final List<String> COLUMNS = List.of(
            "Line",
            "Provider",
            "Site",
            "Tier",
            "Country",
            "Item",
            "Term",
            "Quantity",
            "Unit",
            "Unit price",
            "Price unit",
            "Cost USD a month",
            "Price kind",
            "Price source",
            "Price date",
            "Workloads",
            "Workload ids",
            "Site id");
    private static final char COST = 'L';

    private XlsxLines() {}

    static void write(Workbook workbook, PlacementPlan plan) {
        var sheet = new XlsxTable(workbook, "Bill of materials", COLUMNS.size());
        sheet.header(COLUMNS);
        for (int i = 0; i < plan.lines().size(); i++) {
            var line = plan.lines().get(i);
            sheet.whole(i + 1L);
            sheet.text(line.provider());
            sheet.text(line.siteName());
            sheet.text(Words.tier(line.tier()));
            sheet.text(line.country());
            sheet.text(line.item());
            sheet.text(Words.term(line.term()));
            sheet.general(line.quantity());
            sheet.text(line.unit());
            sheet.number(line.unitPrice(), 4);
            sheet.text(line.priceUnit());
            sheet.money(line.monthlyCost());
            sheet.text(line.price().kind().name());
            sheet.text(line.price().source());
            sheet.text(line.price().asOf());
            sheet.whole(line.workloads().size());
            sheet.text(String.join(", ", line.workloads()));
            sheet.text(line.siteId());
            sheet.end();
        }
        sheet.filter(0);
        sheet.finish();
    }

    /** Formula for the cost of all lines. */
    static String sum(int rows) {
        return rows == 0 ? "0" : "SUM('Bill of materials'!$" + COST + "$2:$" + COST + "$" + (rows + 1) + ")";
    }
}
