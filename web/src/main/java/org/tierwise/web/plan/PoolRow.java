package org.tierwise.web.plan;

import java.util.Locale;
import org.tierwise.catalog.plan.PlanPool;
import org.tierwise.catalog.pricing.Money;

/** A pool that a plan uses, in ready words. */
record PoolRow(
        String site,
        String provider,
        String tier,
        String tierWords,
        String hardware,
        String term,
        String used,
        String utilisation,
        String worth) {
    static PoolRow of(PlanPool pool) {
        var at = pool.at();
        return new PoolRow(
                at.siteName(),
                at.provider(),
                at.tier().name().toLowerCase(Locale.ROOT),
                PlanText.words(at.tier()),
                PlanText.hardware(at),
                PlanText.words(at.term()),
                PlanText.count(pool.used()) + " of " + PlanText.count(pool.capacity()),
                PlanText.percent(pool.utilisation()),
                pool.worth().compareTo(Money.ZERO) == 0 ? "–" : PlanText.cents(pool.worth()));
    }
}
