package org.tierwise.catalog.workload;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a placement must respect and what is at stake.
 *
 * @param residency ISO country codes where data may be; empty means anywhere
 * @param residencyAsWritten the words of the source, such as "EU only"
 * @param criticality 1 highest to 4
 * @param availabilityPct target in percent, above 0 and at most 100
 * @param outageCostPerHour in {@code currency}
 */
public record Constraints(
        List<String> residency,
        String residencyAsWritten,
        boolean sovereignOnly,
        @Nullable String dataClass,
        LocationCoupling coupling,
        int criticality,
        @Nullable Double availabilityPct,
        @Nullable BigDecimal outageCostPerHour,
        @Nullable BigDecimal monthlyBudget,
        String currency,
        @Nullable String currentSite,
        @Nullable String currentVendor) {
    public static final Constraints NONE = new Constraints(
            List.of(), "", false, null, LocationCoupling.AGNOSTIC, 3, null, null, null, "USD", null, null);

    public Constraints {
        residency = List.copyOf(residency);
        if (criticality < 1 || criticality > 4) {
            throw new IllegalArgumentException("The criticality (" + criticality + ") must be 1 to 4.");
        }
    }
}
