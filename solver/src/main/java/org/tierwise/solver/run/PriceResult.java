package org.tierwise.solver.run;

import java.nio.charset.StandardCharsets;
import org.tierwise.catalog.plan.PlanJson;
import org.tierwise.solver.tradeoff.SolvedPrice;
import org.tierwise.solver.tradeoff.TradeoffPoint;

/**
 * What an instance hands over to the one that sweeps.
 *
 * @param plan the whole document, with its proof
 */
record PriceResult(TradeoffPoint point, String plan) {
    static PriceResult of(SolvedPrice solved) {
        return new PriceResult(solved.point(), new String(PlanJson.write(solved.plan()), StandardCharsets.UTF_8));
    }

    SolvedPrice solved() {
        return new SolvedPrice(point, PlanJson.read(plan.getBytes(StandardCharsets.UTF_8)));
    }
}
