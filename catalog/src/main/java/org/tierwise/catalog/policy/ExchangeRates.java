package org.tierwise.catalog.policy;

import java.math.BigDecimal;
import java.util.Optional;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.provenance.Figure;

/**
 * Shows money of an inventory in the catalogue's currency, by the dated rates among the assumptions. The original is
 * never replaced.
 */
public final class ExchangeRates {
    private final Assumptions assumptions;

    public ExchangeRates(Assumptions assumptions) {
        this.assumptions = assumptions;
    }

    /**
     * A sum in US dollars beside the one that was written.
     *
     * @param rate US dollars for one unit of the currency, with its source and date
     */
    public record Converted(BigDecimal amount, String currency, Money usd, Figure rate) {}

    /** Empty if there is no rate for the currency. */
    public Optional<Converted> toUsd(BigDecimal amount, String currency) {
        return assumptions
                .find("currency." + currency)
                .map(Assumption::figure)
                .map(rate -> new Converted(
                        amount, currency, Money.roundedToCents(amount.doubleValue() * rate.value()), rate));
    }
}
