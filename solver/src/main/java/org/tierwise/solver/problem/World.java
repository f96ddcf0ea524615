package org.tierwise.solver.problem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.ManagedOffer;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.provenance.Figure;
import org.tierwise.catalog.workload.UserLocation;

/**
 * All capacity, arranged for evaluation: pools of one accelerator type at one site differ only in what they cost, so
 * they are looked at together as a cell. Thread-safe.
 */
final class World {
    private final List<Site> sites;
    private final Map<UserLocation, double[]> kmToSites = new ConcurrentHashMap<>();
    private final List<Place> placeByPool = new ArrayList<>();
    private final List<PlacementPool> pools = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();
    private final Map<ManagedOffer, OfferPool> offers = new LinkedHashMap<>();

    /** What is evaluated at once. */
    sealed interface Place {
        /** Number of the site in this world. */
        int siteIndex();
    }

    /**
     * One accelerator type at one site.
     *
     * @param siteIndex number of the site in this world
     * @param pools one for each purchase term
     */
    record Cell(int siteIndex, Site site, Accelerator accelerator, List<TermPool> pools) implements Place {
        int capacity() {
            return pools.stream()
                    .mapToInt(pool -> pool.placement().capacity())
                    .max()
                    .orElse(0);
        }
    }

    record TermPool(PlacementPool placement, CapacityPool capacity) {}

    /** A managed offer and the site that stands for it. */
    record OfferPool(PlacementPool placement, ManagedOffer offer, int siteIndex, Site site) implements Place {}

    World(
            List<Site> sites,
            List<Accelerator> accelerators,
            List<CapacityPool> capacity,
            List<ManagedOffer> managed,
            Map<ManagedOffer, Site> offerSites,
            Function<CapacityPool, Figure> price,
            double hostFactor) {
        this.sites = List.copyOf(sites);
        var siteIndex = new HashMap<String, Integer>();
        for (var site : sites) {
            siteIndex.put(site.id(), siteIndex.size());
        }
        var byId = new HashMap<String, Accelerator>();
        accelerators.forEach(accelerator -> byId.put(accelerator.id(), accelerator));
        var byPlace = new LinkedHashMap<String, List<TermPool>>();
        for (var pool : capacity) {
            var at = siteIndex.get(pool.siteId());
            if (at == null || !byId.containsKey(pool.acceleratorId())) {
                throw new IllegalArgumentException("The pool (" + pool.id()
                        + ") names a site or an accelerator that the catalogue does not have.");
            }
            if (!sites.get(at).gpuPresent()) {
                continue;
            }
            var placement = new PlacementPool(
                    pools.size(),
                    placedAt(sites.get(at), pool),
                    (int) Math.min(Integer.MAX_VALUE - 1, pool.quantity().value()),
                    price.apply(pool),
                    surroundings(sites.get(at), byId.get(pool.acceleratorId()), hostFactor));
            pools.add(placement);
            byPlace.computeIfAbsent(pool.siteId() + "|" + pool.acceleratorId(), place -> new ArrayList<>())
                    .add(new TermPool(placement, pool));
        }
        byPlace.values().forEach(terms -> {
            var first = terms.getFirst().capacity();
            int at = siteIndex.getOrDefault(first.siteId(), -1);
            var accelerator = byId.get(first.acceleratorId());
            if (accelerator != null) {
                cells.add(new Cell(at, sites.get(at), accelerator, List.copyOf(terms)));
            }
        });
        var places = new Place[pools.size()];
        cells.forEach(
                cell -> cell.pools().forEach(pool -> places[pool.placement().index()] = cell));
        placeByPool.addAll(List.of(places));
        for (var offer : managed) {
            var site = offerSites.get(offer);
            if (site != null) {
                var placement = new PlacementPool(
                        pools.size(),
                        placedAt(site, offer),
                        Integer.MAX_VALUE,
                        null,
                        surroundings(site, null, hostFactor));
                pools.add(placement);
                int at = siteIndex.getOrDefault(site.id(), -1);
                var place = new OfferPool(placement, offer, at, site);
                offers.put(offer, place);
                placeByPool.add(place);
            }
        }
    }

    int siteCount() {
        return sites.size();
    }

    /** The cell or the offer that a pool is part of. */
    Place placeOf(int pool) {
        return placeByPool.get(pool);
    }

    /** Kilometres from users to the site of each pool. */
    IntToDoubleFunction kmFrom(UserLocation location) {
        double[] km = kmToSites.computeIfAbsent(
                location,
                from -> sites.stream()
                        .mapToDouble(site -> from.at().kmTo(site.at()))
                        .toArray());
        return pool -> km[placeByPool.get(pool).siteIndex()];
    }

    List<PlacementPool> pools() {
        return pools;
    }

    List<Cell> cells() {
        return cells;
    }

    List<OfferPool> offers() {
        return List.copyOf(offers.values());
    }

    /** The power limit of a site is that of its servers: accelerators with their part of the host, without cooling. */
    private static PlacementPool.Surroundings surroundings(
            Site site, @Nullable Accelerator accelerator, double hostFactor) {
        var limit = site.kwLimit();
        var tdp = accelerator == null ? null : accelerator.tdpW();
        return new PlacementPool.Surroundings(
                site.failureDomain().isBlank() ? site.id() : site.failureDomain(),
                limit == null ? null : Long.valueOf(Math.round(limit * 1_000)),
                tdp == null ? 0 : (int) Math.ceil(tdp * hostFactor));
    }

    private static PlacedAt placedAt(Site site, CapacityPool pool) {
        return new PlacedAt(
                pool.id(),
                site.id(),
                site.name(),
                site.provider(),
                site.tier(),
                site.city(),
                site.country(),
                site.at(),
                pool.acceleratorId(),
                pool.term(),
                null);
    }

    private static PlacedAt placedAt(Site site, ManagedOffer offer) {
        return new PlacedAt(
                offer.id(),
                site.id(),
                site.name(),
                offer.vendor(),
                site.tier(),
                site.city(),
                site.country(),
                site.at(),
                null,
                PurchaseTerm.ON_DEMAND,
                offer.id());
    }
}
