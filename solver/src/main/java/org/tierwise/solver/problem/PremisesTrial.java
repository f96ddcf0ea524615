package org.tierwise.solver.problem;

import java.util.List;
import org.tierwise.catalog.plan.Slice;
import org.tierwise.catalog.workload.UserLocation;

/** Tries what an own site at a user location would change: a world of that one site. */
final class PremisesTrial {
    private final Models models;

    PremisesTrial(Models models) {
        this.models = models;
    }

    /** Whether the slice has an option at an own site where its users are. */
    boolean places(Demanded demanded, Slice slice) {
        UserLocation location = slice.location();
        if (location == null) {
            return false;
        }
        var site = models.ownPremises().trial(location);
        var alone = new Demanded(
                demanded.workload(), demanded.classification(), demanded.work(), List.of(slice), null, null);
        var world = models.world(site.sites(), site.pools(), List.of());
        return models.evaluator(world).evaluate(alone).stream()
                .anyMatch(result -> !result.options().isEmpty());
    }
}
