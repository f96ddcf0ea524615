package org.tierwise.web.plan;

import java.math.BigDecimal;
import org.tierwise.catalog.policy.Assumption;

/** An assumption in ready words. */
record AssumptionRow(String label, String value, String unit, String kind, String source, String date) {
    static AssumptionRow of(Assumption assumption) {
        var figure = assumption.figure();
        return new AssumptionRow(
                assumption.label(),
                BigDecimal.valueOf(figure.value()).stripTrailingZeros().toPlainString(),
                figure.unit(),
                figure.provenance().kind().name(),
                figure.provenance().source(),
                figure.provenance().asOf());
    }
}
