package org.tierwise.web.plan;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.web.http.Query;

/**
 * What can be asked next from the page of a slice, as links to the form for a new plan that starts from this one.
 *
 * @param pin keeps it where it is; missing if it is pinned or nowhere
 * @param unpin missing if it is not pinned
 * @param lost leaves its site out; missing if it is nowhere
 * @param site name of that site
 */
record SliceActions(
        @Nullable String pin,
        @Nullable String unpin,
        @Nullable String lost,
        String site) {
    static SliceActions of(int number, PlacementPlan plan, String sliceId) {
        var rules = plan.rules();
        boolean pinned = rules != null && rules.asked().pins().containsKey(sliceId);
        var unpin = pinned ? form(number).with("unpin", sliceId).url() : null;
        return plan.placements().stream()
                .filter(placement -> placement.slice().id().equals(sliceId))
                .findFirst()
                .map(placement -> placed(number, placement, unpin))
                .orElse(new SliceActions(null, unpin, null, ""));
    }

    private static SliceActions placed(int number, Placement placement, @Nullable String unpin) {
        var at = placement.at();
        var pin = form(number).with("pin", placement.slice().id()).with("at", at.optionId());
        return new SliceActions(
                unpin == null ? pin.url() : null,
                unpin,
                form(number).with("without", at.siteId()).url(),
                at.siteName());
    }

    private static Query form(int number) {
        return new Query("/plans/new", Map.of()).with("from", String.valueOf(number));
    }
}
