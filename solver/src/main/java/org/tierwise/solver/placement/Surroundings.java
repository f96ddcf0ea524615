package org.tierwise.solver.placement;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.model.PlacementModelBuilder;
import org.tierwise.solver.model.ShareCap;
import org.tierwise.solver.problem.PlacementPool;
import org.tierwise.solver.problem.PlacementProblem;

/** Tells the model which pools share a site, its power, a provider and a failure domain, and which slices are pairs. */
final class Surroundings {
    /** Numbers for names, in the order in which they come. */
    private record Numbered(int[] ofPool, int count) {}

    private Surroundings() {}

    static void describe(PlacementProblem problem, PlacementModelBuilder builder) {
        var pools = problem.pools();
        var sites = numbered(pools, pool -> pool.at().siteId());
        var providers = numbered(pools, pool -> pool.at().provider());
        int[] providerOfSite = new int[sites.count()];
        long[] siteWatts = new long[sites.count()];
        Arrays.fill(siteWatts, PlacementModel.NO_LIMIT);
        int[] watts = new int[pools.size()];
        for (var pool : pools) {
            int site = sites.ofPool()[pool.index()];
            providerOfSite[site] = providers.ofPool()[pool.index()];
            var limit = pool.around().siteWatts();
            if (limit != null) {
                siteWatts[site] = limit;
                watts[pool.index()] = pool.around().acceleratorWatts();
            }
        }
        builder.sites(sites.ofPool(), new long[sites.count()])
                .power(watts, siteWatts)
                .providers(providers.count(), providers.ofPool(), providerOfSite, cap(problem, providers))
                .backups(
                        numbered(
                                        pools,
                                        pool -> pool.domain(
                                                problem.rules().backups().domain()))
                                .ofPool(),
                        partners(problem));
    }

    private static @Nullable ShareCap cap(PlacementProblem problem, Numbered providers) {
        var percent = problem.rules().providerCapPercent();
        if (percent == null) {
            return null;
        }
        boolean[] capped = new boolean[providers.count()];
        for (var pool : problem.pools()) {
            capped[providers.ofPool()[pool.index()]] |= isPaid(pool);
        }
        return new ShareCap(percent, capped);
    }

    /** Own premises are nobody's business but one's own. */
    static boolean isPaid(PlacementPool pool) {
        return pool.at().term() != PurchaseTerm.OWNED;
    }

    private static int[] partners(PlacementProblem problem) {
        int[] partner = new int[problem.slices().size()];
        Arrays.fill(partner, -1);
        for (var slice : problem.slices()) {
            var backup = slice.backup();
            if (backup != null) {
                partner[slice.index()] = backup.primary();
                partner[backup.primary()] = slice.index();
            }
        }
        return partner;
    }

    private static Numbered numbered(List<PlacementPool> pools, Function<PlacementPool, String> name) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        int[] ofPool = new int[pools.size()];
        for (var pool : pools) {
            ofPool[pool.index()] = numbers.computeIfAbsent(name.apply(pool), key -> numbers.size());
        }
        return new Numbered(ofPool, numbers.size());
    }
}
