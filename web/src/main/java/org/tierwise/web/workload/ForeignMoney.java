package org.tierwise.web.workload;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.policy.ExchangeRates;
import org.tierwise.catalog.provenance.Provenance;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;

/**
 * A sum of a workload that is not in US dollars, and what it is in them.
 *
 * @param field canonical column, such as "outage_cost_per_hour"
 * @param original as it is stored, such as "EUR 12000"
 * @param usd missing if there is no rate for its currency
 * @param usdPerUnit the rate
 * @param rateSource kind, source and date of the rate
 */
record ForeignMoney(
        String field,
        String original,
        @Nullable BigDecimal usd,
        @Nullable Double usdPerUnit,
        @Nullable Provenance rateSource) {

    static List<ForeignMoney> of(Workload workload, ExchangeRates rates) {
        var constraints = workload.constraints();
        var sums = new ArrayList<ForeignMoney>();
        if (!constraints.currency().equals("USD")) {
            add(sums, "outage_cost_per_hour", constraints.outageCostPerHour(), constraints.currency(), rates);
            add(sums, "monthly_budget", constraints.monthlyBudget(), constraints.currency(), rates);
        }
        return sums;
    }

    private static void add(
            List<ForeignMoney> sums, String field, @Nullable BigDecimal amount, String currency, ExchangeRates rates) {
        if (amount == null) {
            return;
        }
        var original = currency + " " + Numbers.plain(amount);
        var usd = rates.toUsd(amount, currency);
        sums.add(new ForeignMoney(
                field,
                original,
                usd.map(sum -> sum.usd().usd()).orElse(null),
                usd.map(sum -> sum.rate().value()).orElse(null),
                usd.map(sum -> sum.rate().provenance()).orElse(null)));
    }

    /** What the form says beside each field. */
    static Map<String, String> notes(List<ForeignMoney> sums, Messages messages) {
        return sums.stream().collect(Collectors.toMap(ForeignMoney::field, sum -> sum.note(messages)));
    }

    private String note(Messages messages) {
        if (usd == null || usdPerUnit == null || rateSource == null) {
            return messages.text("workload.money.noRate", original);
        }
        return messages.text(
                "workload.money.usd",
                original,
                Numbers.exact(usd),
                Numbers.plain(usdPerUnit),
                messages.text("kind." + rateSource.kind()),
                rateSource.asOf().isEmpty() ? messages.text("workload.money.noDate") : rateSource.asOf());
    }
}
