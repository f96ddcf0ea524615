package org.tierwise.catalog.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.OwnSite;
import org.tierwise.catalog.capacity.SiteRepository;
import org.tierwise.catalog.capacity.StoredSite;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.network.RoundTripRepository;
import org.tierwise.catalog.network.RoundTripRow;
import org.tierwise.catalog.policy.AssumptionOverride;
import org.tierwise.catalog.policy.AssumptionRepository;

/**
 * What a workspace adds to the shipped catalogue or sets differently.
 *
 * @param sites own sites; one with the id of a shipped site takes its place, pools included
 * @param roundTrips own measurements; a pair takes the place of the shipped one in the same direction
 * @param overrides assumptions set differently; a key that the catalogue no longer has is ignored
 */
public record WorkspaceCatalogue(
        List<OwnSite> sites, List<RoundTripRow> roundTrips, List<AssumptionOverride> overrides) {
    public WorkspaceCatalogue {
        sites = List.copyOf(sites);
        roundTrips = List.copyOf(roundTrips);
        overrides = List.copyOf(overrides);
    }

    /** Everything of one workspace; read it in a snapshot. */
    public static WorkspaceCatalogue of(TxContext ctx, long workspaceId) {
        return new WorkspaceCatalogue(
                new SiteRepository(ctx)
                        .list(workspaceId).stream().map(StoredSite::own).toList(),
                new RoundTripRepository(ctx).list(workspaceId),
                new AssumptionRepository(ctx).list(workspaceId));
    }

    /** The catalogue as the workspace sees it, with a version of its own; unchanged if the workspace adds nothing. */
    public ReferenceCatalogue over(ReferenceCatalogue shipped) {
        if (sites.isEmpty() && roundTrips.isEmpty() && overrides.isEmpty()) {
            return shipped;
        }
        var ownIds = sites.stream().map(own -> own.site().id()).toList();
        var allSites = new ArrayList<>(shipped.sites());
        allSites.removeIf(site -> ownIds.contains(site.id()));
        var assumptions = shipped.assumptions();
        var known =
                assumptions.all().stream().map(assumption -> assumption.key()).toList();
        for (var override : overrides) {
            if (known.contains(override.key())) {
                assumptions = assumptions.with(override);
            }
        }
        var changed = new ChangedDefaults(shipped, assumptions);
        allSites.replaceAll(changed::site);
        var pools = new ArrayList<CapacityPool>();
        for (var pool : shipped.pools()) {
            if (!ownIds.contains(pool.siteId())) {
                pools.add(changed.pool(pool));
            }
        }
        for (var own : sites) {
            allSites.add(own.site());
            for (var pool : own.pools()) {
                pools.add(changed.priced(pool, own.capexUsd().get(pool.acceleratorId())));
            }
        }
        return new ReferenceCatalogue(
                Digest.sha256(shipped.version() + RecordJson.write(this)),
                shipped.gazetteer(),
                allSites,
                shipped.accelerators(),
                shipped.models(),
                pools,
                shipped.offers(),
                shipped.benchmarks(),
                shipped.backbone(),
                merged(shipped.roundTrips()),
                shipped.egressUsdPerGb(),
                assumptions,
                shipped.classDefaults());
    }

    private List<RoundTripRow> merged(List<RoundTripRow> shipped) {
        var byPair = new LinkedHashMap<List<String>, RoundTripRow>();
        shipped.forEach(row -> byPair.put(List.of(row.from(), row.to()), row));
        roundTrips.forEach(row -> byPair.put(List.of(row.from(), row.to()), row));
        return List.copyOf(byPair.values());
    }
}
