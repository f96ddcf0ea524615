package org.tierwise.solver.model;

import java.util.Random;

/** Models so small that all plans can be tried, with every feature mixed by chance. */
public final class TinyModels {
    private TinyModels() {}

    /** 1 to 6 slices and 1 to 6 pools; shared groups, opening costs, power, share caps and backups come and go. */
    public static PlacementModel of(long seed) {
        var random = new Random(seed);
        int slices = 1 + random.nextInt(6);
        int pools = 1 + random.nextInt(6);
        int groups = 1 + random.nextInt(slices);
        int sites = 1 + random.nextInt(pools);
        int providers = 1 + random.nextInt(3);
        boolean opening = random.nextInt(3) == 0;
        boolean power = random.nextInt(4) == 0;
        boolean cap = providers > 1 && random.nextInt(4) == 0;
        boolean backups = random.nextInt(3) == 0;
        long[] capacity = new long[pools];
        int[] siteOfPool = new int[pools];
        int[] providerOfPool = new int[pools];
        int[] watts = new int[pools];
        long[] open = new long[sites];
        long[] limit = new long[sites];
        int[] providerOfSite = new int[sites];
        for (int site = 0; site < sites; site++) {
            open[site] = opening ? random.nextInt(400) * 1_000_000L : 0;
            limit[site] = power ? random.nextInt(6_000) : PlacementModel.NO_LIMIT;
            providerOfSite[site] = random.nextInt(providers);
        }
        for (int pool = 0; pool < pools; pool++) {
            capacity[pool] = random.nextInt(8) == 0 ? Integer.MAX_VALUE : random.nextInt(9);
            siteOfPool[pool] = random.nextInt(sites);
            providerOfPool[pool] = providerOfSite[siteOfPool[pool]];
            watts[pool] = power ? 300 + random.nextInt(900) : 0;
        }
        int[] groupOf = new int[slices];
        int[] partner = new int[slices];
        long[] weight = new long[slices];
        for (int slice = 0; slice < slices; slice++) {
            groupOf[slice] = random.nextInt(groups);
            partner[slice] = -1;
            weight[slice] = 1 + random.nextInt(4);
        }
        for (int slice = 1; backups && slice < slices; slice++) {
            if (partner[slice - 1] < 0 && random.nextInt(2) == 0) {
                groupOf[slice] = groupOf[slice - 1];
                partner[slice] = slice - 1;
                partner[slice - 1] = slice;
            }
        }
        boolean[] capped = new boolean[providers];
        for (int provider = 0; provider < providers; provider++) {
            capped[provider] = random.nextInt(4) > 0;
        }
        var builder = new PlacementModelBuilder(capacity, groups, weight)
                .sites(siteOfPool, open)
                .providers(
                        providers,
                        providerOfPool,
                        providerOfSite,
                        cap ? new ShareCap(30 + random.nextInt(60), capped) : null)
                .backups(random.nextBoolean() ? siteOfPool : providerOfPool, partner);
        if (power) {
            builder.power(watts, limit);
        }
        for (int group = 0; group < groups; group++) {
            int[] members = membersOf(groupOf, group);
            builder.group(members);
            for (int pool = 0; pool < pools; pool++) {
                int first = random.nextInt(4) == 0 ? members.length : 0;
                if (first < members.length) {
                    builder.cell(pool, random.nextInt(4), (100 + random.nextInt(1_000)) * 1_000_000L);
                    for (int slice : members) {
                        if (random.nextInt(5) > 0) {
                            long spend = random.nextInt(80) * 1_000_000L;
                            builder.option(
                                    slice,
                                    1 + random.nextInt(2_200_000),
                                    spend + random.nextInt(50) * 1_000_000L,
                                    spend);
                        }
                    }
                }
            }
        }
        return builder.build();
    }

    private static int[] membersOf(int[] groupOf, int group) {
        return java.util.stream.IntStream.range(0, groupOf.length)
                .filter(slice -> groupOf[slice] == group)
                .toArray();
    }
}
