package org.tierwise.solver.latency;

import java.util.HashMap;
import java.util.Map;
import org.tierwise.catalog.capacity.Ownership;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.workload.UserLocation;

/** Core round trips from one user location. Immutable and thread-safe; made by {@link LatencyModel#from}. */
public final class LocationLatency {
    private final LatencyModel model;
    private final UserLocation location;
    private final Attachment attachment;
    private final Map<String, RoundTrip> observed = new HashMap<>();

    LocationLatency(LatencyModel model, UserLocation location) {
        this.model = model;
        this.location = location;
        attachment = model.coreModel().attach(location.at(), location.country());
        model.observed().near(location.at()).forEach((site, row) -> {
            var provenance = row.provenance();
            var words = provenance.asOf().isEmpty()
                    ? provenance.source()
                    : provenance.source() + " (" + provenance.asOf() + ")";
            observed.put(
                    site, model.coreModel().trip(row.p50Ms(), provenance.kind(), words + ", from " + row.from(), ""));
        });
    }

    /** Between this location's network and a site. */
    public RoundTrip core(Site site) {
        var row = observed.get(site.id());
        if (row != null) {
            return row;
        }
        // Asked first, because nearly all sites are entered over a backbone and the rest costs a distance.
        double factor = site.ownership() == Ownership.OWN ? model.entryFactor(location, site) : 1;
        return model.coreModel().between(attachment, model.attachment(site), factor);
    }
}
