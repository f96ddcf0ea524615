package org.tierwise.web.plan;

import java.math.BigDecimal;
import java.util.Locale;
import org.tierwise.catalog.plan.PlanLine;

/** A line of the bill of materials in ready words. */
record BillRow(
        String site,
        String provider,
        String tier,
        String tierWords,
        String item,
        String term,
        String quantity,
        String price,
        String kind,
        int workloads,
        String cost) {
    static BillRow of(PlanLine line) {
        return new BillRow(
                line.siteName(),
                line.provider(),
                line.tier().name().toLowerCase(Locale.ROOT),
                PlanText.words(line.tier()),
                line.item(),
                PlanText.words(line.term()),
                PlanText.count(line.quantity()) + (line.acceleratorId() == null ? " " + line.unit() : ""),
                BigDecimal.valueOf(line.unitPrice()).stripTrailingZeros().toPlainString() + " " + line.priceUnit(),
                line.price().kind().name(),
                line.workloads().size(),
                PlanText.cents(line.monthlyCost()));
    }
}
