package org.tierwise.solver.problem;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.ManagedOffer;
import org.tierwise.catalog.capacity.Ownership;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.capacity.SiteKind;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.Constraints;

/**
 * Pairs all slices of one workload with all capacity. The rules are asked in the order of {@link ExclusionReason}'s
 * strength: what the class, residency and the model forbid is never computed. Thread-safe.
 */
final class WorkloadEvaluator {
    /** Who operates a provider's sites, for workloads that need a sovereign operator. All shipped clouds are of the US. */
    private static final Map<String, String> HOME_COUNTRY =
            Map.of("aws", "US", "azure", "US", "gcp", "US", "oci", "US", "ibm", "US", "akamai", "US", "vultr", "US");

    private final World world;
    private final Policy policy;
    private final Fits fits;
    private final LivePairs live;
    private final SteadyPairs steady;
    private final OfferPairs offers;
    private final ModelLookup models;
    private final OwnPremises premises;
    private final Set<String> lostSites;

    private record Rule(ExclusionReason reason, boolean sovereign) {}

    WorkloadEvaluator(
            World world,
            Policy policy,
            Fits fits,
            LivePairs live,
            SteadyPairs steady,
            OfferPairs offers,
            ModelLookup models,
            OwnPremises premises,
            Set<String> lostSites) {
        this.world = world;
        this.policy = policy;
        this.fits = fits;
        this.live = live;
        this.steady = steady;
        this.offers = offers;
        this.models = models;
        this.premises = premises;
        this.lostSites = lostSites;
    }

    /** One result for each slice, in their order. */
    List<Evaluated> evaluate(Demanded demanded) {
        var results = demanded.slices().stream()
                .map(slice -> Evaluated.of(slice, world))
                .toList();
        var hostedAt = premises.hostedAt(demanded.workload());
        var sold = sold(demanded.work());
        world.cells().forEach(cell -> evaluate(demanded, cell, hostedAt, results));
        world.offers().forEach(offer -> evaluate(demanded, offer, sold, results));
        results.forEach(Evaluated::finish);
        return results;
    }

    /**
     * What an option is made of: pairs its workload with its place once more, this time keeping the parts. All slices
     * take part, because they agree on a size of their replicas.
     *
     * @param slice position among the slices of the workload
     */
    OptionDetails explain(Demanded demanded, int slice, PlacementOption option) {
        var results = demanded.slices().stream()
                .map(one -> Evaluated.explaining(one, world, option.pool()))
                .toList();
        switch (world.placeOf(option.pool())) {
            case World.Cell cell -> evaluate(demanded, cell, premises.hostedAt(demanded.workload()), results);
            case World.OfferPool offer -> evaluate(demanded, offer, sold(demanded.work()), results);
        }
        var details = results.get(slice).details();
        if (details == null) {
            throw new IllegalArgumentException("The slice ("
                    + demanded.slices().get(slice).id() + ") has no option at the pool (" + option.pool() + ").");
        }
        return details;
    }

    /** What rules a slice out of a pool where it has no option, looked at once more. */
    Exclusion exclusion(Demanded demanded, int slice, int pool) {
        var results = demanded.slices().stream()
                .map(one -> Evaluated.explaining(one, world, pool))
                .toList();
        switch (world.placeOf(pool)) {
            case World.Cell cell -> evaluate(demanded, cell, premises.hostedAt(demanded.workload()), results);
            case World.OfferPool offer -> evaluate(demanded, offer, sold(demanded.work()), results);
        }
        var found = results.get(slice).exclusionAtPool();
        // An edge site is taken from a tolerant class only after all its places are known.
        return found == null ? new Exclusion(pool, ExclusionReason.CLASS_TIER, 0, 0, null) : found;
    }

    private void evaluate(Demanded demanded, World.OfferPool offer, Set<ManagedOffer> sold, List<Evaluated> results) {
        var rule = sold.contains(offer.offer()) ? place(demanded, offer.site()) : rule(ExclusionReason.MODEL_SUPPORT);
        if (rule != null) {
            exclude(results, offer.placement(), rule);
        } else {
            offers.pair(demanded, offer, results);
        }
    }

    private void evaluate(Demanded demanded, World.Cell cell, @Nullable String hostedAt, List<Evaluated> results) {
        boolean open =
                cell.site().kind() != SiteKind.OWN_PREMISES || cell.site().id().equals(hostedAt);
        evaluate(demanded, cell, open ? results : near(cell, results));
    }

    /** The slices whose users are on the premises; the others may not use them, because nobody said that they may. */
    private List<Evaluated> near(World.Cell cell, List<Evaluated> results) {
        return results.stream()
                .filter(result -> {
                    var location = result.slice().location();
                    double km = location == null
                            ? 0
                            : location.at().kmTo(cell.site().at());
                    boolean near = location != null && km <= premises.reachKm();
                    if (!near) {
                        cell.pools()
                                .forEach(pool -> result.add(new Exclusion(
                                        pool.placement().index(),
                                        ExclusionReason.PREMISES,
                                        km,
                                        premises.reachKm(),
                                        null)));
                    }
                    return near;
                })
                .toList();
    }

    private void evaluate(Demanded demanded, World.Cell cell, List<Evaluated> results) {
        if (results.isEmpty()) {
            return;
        }
        if (demanded.work() instanceof Work.Closed) {
            cell.pools().forEach(pool -> exclude(results, pool.placement(), rule(ExclusionReason.MODEL_SUPPORT)));
            return;
        }
        var rule = place(demanded, cell.site());
        if (rule != null) {
            cell.pools().forEach(pool -> exclude(results, pool.placement(), rule));
            return;
        }
        var allowed = cell.pools().stream()
                .filter(pool -> {
                    boolean buyable = buyable(pool.capacity().term(), demanded);
                    if (!buyable) {
                        exclude(results, pool.placement(), rule(ExclusionReason.PURCHASE_TERM));
                    }
                    return buyable;
                })
                .toList();
        if (allowed.isEmpty()) {
            return;
        }
        var fit = fits.on(
                cell.accelerator(),
                demanded.work(),
                demanded.metric(),
                demanded.classification().latencyTier(),
                demanded.workload().runtime().gpuMemoryGb());
        switch (fit) {
            case Fits.None none ->
                allowed.forEach(pool -> exclude(
                        results,
                        new Exclusion(pool.placement().index(), none.reason(), none.value(), none.limit(), null)));
            case Fits.Running running -> steady.runs(running.plan(), cell, allowed, results);
            case Fits.Serving serving -> {
                if (demanded.budgetMs() == null) {
                    steady.batch(demanded, serving.sizes(), cell, allowed, results);
                } else {
                    live.pair(demanded, demanded.budgetMs(), serving, cell, allowed, results);
                }
            }
        }
    }

    private @Nullable Rule place(Demanded demanded, Site site) {
        if (lostSites.contains(site.id())) {
            return rule(ExclusionReason.SITE_LOST);
        }
        if (!demanded.classification().eligibleTiers().contains(site.tier())) {
            return rule(ExclusionReason.CLASS_TIER);
        }
        var constraints = demanded.workload().constraints();
        if (!constraints.residency().isEmpty() && !constraints.residency().contains(site.country())) {
            return rule(ExclusionReason.RESIDENCY);
        }
        return sovereign(constraints, site) ? null : new Rule(ExclusionReason.RESIDENCY, true);
    }

    /** Own sites are; clouds only where the provider's home country is allowed too. */
    private static boolean sovereign(Constraints constraints, Site site) {
        return !constraints.sovereignOnly()
                || site.ownership() == Ownership.OWN
                || constraints.residency().contains(HOME_COUNTRY.getOrDefault(site.provider(), "unknown"));
    }

    private boolean buyable(PurchaseTerm term, Demanded demanded) {
        return switch (term) {
            case ON_DEMAND, OWNED -> true;
            case SPOT -> demanded.classification().workloadClass() == WorkloadClass.BATCH;
            case RESERVED_1Y ->
                policy.longestCommitment() == PurchaseTerm.RESERVED_1Y
                        || policy.longestCommitment() == PurchaseTerm.RESERVED_3Y;
            case RESERVED_3Y -> policy.longestCommitment() == PurchaseTerm.RESERVED_3Y;
        };
    }

    private Set<ManagedOffer> sold(Work work) {
        return switch (work) {
            case Work.Language language ->
                new HashSet<>(models.offers(language.model().id(), language.context()));
            case Work.Closed closed -> new HashSet<>(models.offers(closed.name(), closed.context()));
            case Work.Stream stream -> Set.of();
            case Work.Unmeasured unmeasured -> Set.of();
            case Work.Tuning tuning -> Set.of();
        };
    }

    private static Rule rule(ExclusionReason reason) {
        return new Rule(reason, false);
    }

    /** Rules have no number of their own. */
    private static void exclude(List<Evaluated> results, PlacementPool pool, Rule rule) {
        exclude(results, new Exclusion(pool.index(), rule.reason(), rule.sovereign() ? 1 : 0, 0, null));
    }

    private static void exclude(List<Evaluated> results, Exclusion exclusion) {
        results.forEach(result -> result.add(exclusion));
    }
}
