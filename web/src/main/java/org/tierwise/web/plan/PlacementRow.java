package org.tierwise.web.plan;

import org.tierwise.catalog.plan.Placement;

/** A placement as a line of a table, in ready words. */
record PlacementRow(
        String sliceId,
        String externalId,
        String workload,
        String location,
        String workloadClass,
        String tier,
        String site,
        String hardware,
        String latency,
        boolean hasBudget,
        State state,
        String verdict,
        String cost) {

    /** The state badge: kind is ok, warn or bad. */
    record State(String kind, String words) {
        static State of(Placement placement) {
            var budget = placement.slice().budgetMs();
            if (budget == null) {
                return new State("ok", "Meets deadline");
            }
            double left = budget - placement.latency().p95Ms();
            if (left <= 0) {
                return new State("bad", "Over by " + PlanText.ms(-left));
            }
            return PlanFigures.tight(placement)
                    ? new State("warn", "Tight, " + PlanText.ms(left) + " left")
                    : new State("ok", "Meets budget");
        }
    }

    static PlacementRow of(Placement placement) {
        var slice = placement.slice();
        var at = placement.at();
        var budget = slice.budgetMs();
        return new PlacementRow(
                slice.id(),
                slice.externalId(),
                slice.workloadName(),
                slice.locationLabel(),
                PlanText.words(slice.workloadClass()),
                at.tier().name().toLowerCase(java.util.Locale.ROOT),
                at.siteName(),
                hardware(placement),
                budget == null ? "" : PlanText.msNumber(placement.latency().p95Ms()) + " / " + PlanText.ms(budget),
                budget != null,
                State.of(placement),
                PlanText.words(placement.verdict()),
                PlanText.cents(placement.monthlyCost()));
    }

    /** "2 × L4-24GB", or the managed offer. */
    private static String hardware(Placement placement) {
        var name = PlanText.hardware(placement.at());
        return placement.at().acceleratorId() == null ? name : PlanText.count(placement.accelerators()) + " × " + name;
    }
}
