package org.tierwise.catalog.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.provenance.Provenance;

/**
 * One line of the bill of materials: provider x site x accelerator (or managed offer) x term.
 *
 * @param item accelerator id or managed offer
 * @param quantity whole accelerators; million tokens a month for a managed offer
 * @param unit "accelerator" or "Mtok/month"
 * @param unitPrice USD per {@code priceUnit}
 * @param priceUnit "USD/accelerator-hour"
 * @param monthlyCost all cost of the line a month, whole cents; the lines add up to the plan's cost
 * @param workloads external ids served, sorted
 */
public record PlanLine(
        String provider,
        String siteId,
        String siteName,
        SiteTier tier,
        String country,
        String item,
        @Nullable String acceleratorId,
        PurchaseTerm term,
        double quantity,
        String unit,
        double unitPrice,
        String priceUnit,
        Money monthlyCost,
        Provenance price,
        List<String> workloads) {
    public PlanLine {
        workloads = List.copyOf(workloads);
    }
}
