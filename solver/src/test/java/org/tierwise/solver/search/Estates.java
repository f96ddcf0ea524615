package org.tierwise.solver.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.plan.CostPart;
import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.catalog.plan.LatencyStack;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.plan.Slice;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.taxonomy.LatencyTier;
import org.tierwise.catalog.taxonomy.Verdict;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.UserLocation;
import org.tierwise.solver.problem.DemandSlice;
import org.tierwise.solver.problem.Exclusion;
import org.tierwise.solver.problem.ExclusionReason;
import org.tierwise.solver.problem.Exclusions;
import org.tierwise.solver.problem.OptionDetails;
import org.tierwise.solver.problem.PlacementOption;
import org.tierwise.solver.problem.PlacementPool;
import org.tierwise.solver.problem.PlacementProblem;

/** Problems made up for tests. */
public final class Estates {
    private static final long MICROS_PER_CENT = 10_000;

    private Estates() {}

    /** A problem so small that all plans can be tried: 1 to 6 slices, 1 to 6 pools, everything mixed. */
    public static PlacementProblem tiny(long seed) {
        var random = new Random(seed);
        int slices = 1 + random.nextInt(6);
        int pools = 1 + random.nextInt(6);
        int groups = 1 + random.nextInt(slices);
        var poolList = new ArrayList<PlacementPool>();
        for (int pool = 0; pool < pools; pool++) {
            boolean managed = random.nextInt(8) == 0;
            poolList.add(pool(
                    pool, managed ? Integer.MAX_VALUE : random.nextInt(9), managed, random.nextDouble() * 360 - 180));
        }
        var accelerators = new int[groups][pools];
        var cents = new long[groups][pools];
        for (int group = 0; group < groups; group++) {
            for (int pool = 0; pool < pools; pool++) {
                boolean managed = poolList.get(pool).at().offerId() != null;
                accelerators[group][pool] = managed ? 0 : 1 + random.nextInt(3);
                cents[group][pool] = managed ? 0 : 10_000 + random.nextInt(100_000);
            }
        }
        var sliceList = new ArrayList<DemandSlice>();
        for (int slice = 0; slice < slices; slice++) {
            int group = random.nextInt(groups);
            var options = new ArrayList<PlacementOption>();
            var exclusions = new ArrayList<Exclusion>();
            for (int pool = 0; pool < pools; pool++) {
                if (random.nextInt(4) == 0) {
                    exclusions.add(new Exclusion(pool, ExclusionReason.LATENCY, 189, 120, stack(189)));
                    continue;
                }
                boolean managed = poolList.get(pool).at().offerId() != null;
                long load = managed ? 0 : 1 + random.nextInt(2_200_000);
                options.add(option(
                        pool,
                        load,
                        accelerators[group][pool],
                        cents[group][pool],
                        random.nextInt(managed ? 60_000 : 8_000),
                        random.nextInt(50_000_000),
                        10 + random.nextInt(100)));
            }
            sliceList.add(slice(slice, group, options, exclusions, 1 + random.nextInt(4), null));
        }
        return problem(groups, poolList, sliceList);
    }

    /**
     * A world on a ring: sites with 1 to 3 pools, workloads of about five demand locations each, costs that differ by
     * site, latency that grows with distance and rules out what is too far.
     *
     * @param tightness demand as a part of the capacity, roughly: 0.3 is loose, 0.95 tight
     */
    public static PlacementProblem world(int slices, int pools, double tightness, long seed) {
        var random = new Random(seed);
        int groups = Math.max(1, slices / 5);
        // A pool has 9 accelerators on average, a slice of size 1 needs e^0.58 × 2.33 / 1.3 of them.
        double scaleOfAll = tightness * 9 * pools / slices / (1.79 * 2.33 / 1.3);
        double[] place = new double[pools];
        double[] price = new double[pools];
        var poolList = new ArrayList<PlacementPool>();
        double[] groupSize = new double[groups];
        int[] accelerators = new int[groups];
        for (int group = 0; group < groups; group++) {
            groupSize[group] = Math.exp(random.nextGaussian());
            accelerators[group] = 1 << random.nextInt(3);
        }
        for (int pool = 0; pool < pools; pool++) {
            place[pool] = random.nextDouble() * 360;
            price[pool] = 150_000 * Math.exp(random.nextGaussian() * 0.35);
            poolList.add(pool(pool, 2 + random.nextInt(15), false, place[pool] - 180));
        }
        var sliceList = new ArrayList<DemandSlice>();
        for (int slice = 0; slice < slices; slice++) {
            int group = slice % groups;
            double here = random.nextDouble() * 360;
            double reach = 20 + random.nextDouble() * 170;
            double size = scaleOfAll * groupSize[group] * Math.exp(random.nextGaussian() * 0.4);
            var options = new ArrayList<PlacementOption>();
            var exclusions = new ArrayList<Exclusion>();
            for (int pool = 0; pool < pools; pool++) {
                double away = Math.abs(place[pool] - here);
                away = Math.min(away, 360 - away);
                if (away > reach) {
                    exclusions.add(new Exclusion(pool, ExclusionReason.LATENCY, away, reach, null));
                    continue;
                }
                double scale = 1 + pool % 3 * 0.3;
                options.add(option(
                        pool,
                        Math.max(1, (long) (size * 1_000_000 / scale)),
                        accelerators[group],
                        (long) (price[pool] * accelerators[group]),
                        (long) (size * 2_000 * (1 + place[pool] / 720)),
                        (long) (away * size * 1_000_000),
                        5 + away));
            }
            sliceList.add(slice(slice, group, options, exclusions, 1 + (long) (size * 100), null));
        }
        return problem(groups, poolList, sliceList);
    }

    public static PlacementProblem problem(int groups, List<PlacementPool> pools, List<DemandSlice> slices) {
        return new PlacementProblem(
                Policy.BALANCED, "hash", "catalogue", groups, pools, slices, List.of(), List.of("A note."));
    }

    public static PlacementPool pool(int index, int capacity, boolean managed, double longitude) {
        var tier = SiteTier.values()[index % 3];
        return new PlacementPool(
                index,
                new PlacedAt(
                        "pool-" + index,
                        "site-" + index,
                        "Site " + index,
                        "provider-" + index % 2,
                        tier,
                        "City " + index,
                        "DE",
                        new GeoPoint(0, longitude),
                        managed ? null : "L4-24GB",
                        PurchaseTerm.ON_DEMAND,
                        managed ? "offer-" + index : null),
                capacity);
    }

    public static PlacementOption option(
            int pool,
            long loadMicros,
            int accelerators,
            long replicaCents,
            long sliceCents,
            long latencyPriceMicros,
            double p95Ms) {
        return new PlacementOption(
                pool,
                loadMicros,
                accelerators,
                Money.ofCents(replicaCents).micros(),
                Money.ofCents(sliceCents).micros(),
                latencyPriceMicros,
                p95Ms);
    }

    private static OptionDetails details(PlacementOption option) {
        long replicaCents = option.replicaCostMicros() / MICROS_PER_CENT;
        return new OptionDetails(
                stack(option.p95Ms()),
                List.of(part("accelerators", replicaCents - replicaCents / 4), part("energy", replicaCents / 4)),
                List.of(part("egress", option.sliceCostMicros() / MICROS_PER_CENT)),
                option.acceleratorsPerReplica() + " × L4-24GB",
                new OptionDetails.Queue(option.loadMicros() / 1e6, 10, 4),
                0);
    }

    public static DemandSlice slice(
            int index,
            int group,
            List<PlacementOption> options,
            List<Exclusion> exclusions,
            long weight,
            @Nullable String blocked) {
        var at = new UserLocation("Town " + index, "DE", new GeoPoint(10, index % 180));
        return new DemandSlice(
                index,
                new Slice(
                        "w" + group + "@Town " + index + " DE",
                        "w" + group,
                        "Workload " + group,
                        WorkloadClass.LIVE_CONVERSATION,
                        LatencyTier.T500,
                        true,
                        at,
                        0.2,
                        1,
                        0.5,
                        "model",
                        300.0,
                        2,
                        List.of()),
                group,
                options,
                Exclusions.of(exclusions),
                options.isEmpty() ? Verdict.INFEASIBLE_NETWORK : Verdict.EDGE_UNNECESSARY,
                SiteTier.REGIONAL,
                weight,
                blocked,
                blocked == null ? null : "It is blocked.",
                "",
                Estates::details);
    }

    public static LatencyStack stack(double p95Ms) {
        return new LatencyStack(List.of(
                new LatencyPart("access", 2, 2, 2, Kind.ASSUMED, "profile"),
                new LatencyPart("core", p95Ms - 3, p95Ms - 4, p95Ms - 2, Kind.DERIVED, "graph"),
                new LatencyPart("queue", 0, 0, 0, Kind.DERIVED, "Erlang-C"),
                new LatencyPart("processing", 1, 1, 1, Kind.DERIVED, "sizing")));
    }

    private static CostPart part(String name, long cents) {
        return new CostPart(name, Money.ofCents(cents), "arithmetic", Kind.PUBLISHED, "price list");
    }
}
