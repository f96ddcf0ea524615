package org.tierwise.web.plan;

import java.util.HashMap;
import java.util.Map;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.plan.PlacementPlan;

/**
 * What a plan would change against another one, in ready words.
 *
 * @param number of the other plan
 * @param moved slices that both place, each elsewhere or on other hardware
 * @param placedAnew slices that only this plan places
 * @param placedNoMore slices that only the other plan places
 */
record PlanDifference(int number, String title, String cost, int moved, int placedAnew, int placedNoMore, int alike) {
    static PlanDifference of(int number, PlacementPlan approved, PlacementPlan proposed) {
        var before = places(approved);
        var after = places(proposed);
        int moved = 0;
        int alike = 0;
        for (var slice : after.entrySet()) {
            var was = before.get(slice.getKey());
            if (was != null) {
                boolean stays = was.optionId().equals(slice.getValue().optionId());
                moved += stays ? 0 : 1;
                alike += stays ? 1 : 0;
            }
        }
        return new PlanDifference(
                number,
                approved.title(),
                PlanText.delta(proposed.monthlyCost().minus(approved.monthlyCost())),
                moved,
                after.size() - moved - alike,
                before.size() - moved - alike,
                alike);
    }

    private static Map<String, PlacedAt> places(PlacementPlan plan) {
        var places = new HashMap<String, PlacedAt>();
        plan.placements().forEach(placement -> places.put(placement.slice().id(), placement.at()));
        return places;
    }
}
