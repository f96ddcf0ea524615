package org.tierwise.solver.bound;

import java.util.stream.IntStream;
import org.tierwise.solver.model.PlacementModel;

/**
 * The multipliers as one vector of numbers of similar size, which is what makes a step in all of them at once useful.
 * Each direction is a limit; a step of 1 makes its use as much dearer as 1 micro-dollar an accelerator would.
 */
final class DualSpace {
    private final PlacementModel model;

    /**
     * Pools and sites with a limit, and providers with a cap, in this order; then the sizes of blocks at small pools,
     * if these have prices of their own; then, perhaps, the unplaced weight.
     */
    private final int[] pools;

    private final int[] sites;
    private final int[] providers;

    /** Pools whose blocks have prices, and for each pool where its sizes begin in {@link BlockCount}. */
    private final int[] blockPools;

    private final BlockCount blocks;
    private final boolean weight;
    final int size;

    private final double wattsPerAccelerator;
    private final double microsPerAccelerator;
    private final double weightPerAccelerator;

    private final long fixedWeight;

    /**
     * @param weighted whether the price of unplaced demand is to be found too
     * @param fixedWeight that price where it is not
     */
    DualSpace(PlacementModel model, boolean weighted, long fixedWeight) {
        this(model, BlockCount.none(model), weighted, fixedWeight);
    }

    /** @param blocks the sizes of blocks that are to have prices of their own */
    DualSpace(PlacementModel model, BlockCount blocks, boolean weighted, long fixedWeight) {
        this.model = model;
        this.blocks = blocks;
        blockPools = IntStream.range(0, model.pools)
                .filter(pool -> blocks.from[pool] < blocks.from[pool + 1])
                .toArray();
        this.fixedWeight = fixedWeight;
        pools = IntStream.range(0, model.pools)
                .filter(pool -> model.poolCapacity[pool] < PlacementModel.NO_LIMIT)
                .toArray();
        sites = IntStream.range(0, model.sites)
                .filter(site -> model.siteWatts[site] < PlacementModel.NO_LIMIT)
                .toArray();
        var cap = model.shareCap;
        providers = cap == null
                ? new int[0]
                : IntStream.range(0, model.providers).filter(cap::capped).toArray();
        weight = weighted;
        size = pools.length + sites.length + providers.length + blocks.size() + (weighted ? 1 : 0);
        double watts = 0;
        for (int pool = 0; pool < model.pools; pool++) {
            watts = Math.max(watts, model.poolWatts[pool]);
        }
        wattsPerAccelerator = Math.max(1, watts);
        double micros = 0;
        double accelerators = 0;
        double load = 0;
        for (int cell = 0; cell < model.cells; cell++) {
            micros += model.cellReplicaMicros.get(cell);
            accelerators += model.cellAccelerators[cell];
        }
        for (int slice = 0; slice < model.slices; slice++) {
            load += model.sliceWeight[slice];
        }
        microsPerAccelerator = Math.max(1, accelerators == 0 ? 1 : micros / accelerators);
        weightPerAccelerator = Math.max(1e-3, load / Math.max(1, model.slices));
    }

    /** The vector as multipliers. */
    Multipliers multipliers(double[] at) {
        return multipliers(at, model.poolCapacity);
    }

    /** The same, with prices of blocks that fit into a capacity only. */
    Multipliers multipliers(double[] at, long[] capacity) {
        long[] accelerator = new long[model.pools];
        long[] watt = new long[model.sites];
        long[] share = new long[model.providers];
        int i = 0;
        for (int pool : pools) {
            accelerator[pool] = whole(at[i++]);
        }
        for (int site : sites) {
            watt[site] = whole(at[i++] / wattsPerAccelerator);
        }
        for (int provider : providers) {
            share[provider] = whole(at[i++] / microsPerAccelerator * Multipliers.SHARE_UNIT);
        }
        long[][] block = new Multipliers(accelerator, watt, share, 0).block();
        for (int pool : blockPools) {
            int sizes = blocks.sizes(pool);
            long[] prices = new long[(int) Math.min(sizes, capacity[pool]) + 1];
            for (int accelerators = 1; accelerators < prices.length; accelerators++) {
                prices[accelerators] = whole(accelerators * (accelerator[pool] + at[i + accelerators - 1]));
            }
            block[pool] = prices;
            i += sizes;
        }
        long unplaced = weight ? whole(at[i] / weightPerAccelerator) : fixedWeight;
        return new Multipliers(accelerator, block, watt, share, unplaced);
    }

    /** Whether sizes of blocks have prices of their own. */
    boolean hasBlocks() {
        return blockPools.length > 0;
    }

    /** The least that a number of the vector may be. */
    double least(int direction) {
        int first = pools.length + sites.length + providers.length;
        return direction >= first && direction < first + blocks.size() ? Double.NEGATIVE_INFINITY : 0;
    }

    /** The vector of multipliers. */
    double[] vector(Multipliers multipliers) {
        double[] at = new double[size];
        int i = 0;
        for (int pool : pools) {
            at[i++] = multipliers.accelerator()[pool];
        }
        for (int site : sites) {
            at[i++] = multipliers.watt()[site] * wattsPerAccelerator;
        }
        for (int provider : providers) {
            at[i++] = (double) multipliers.share()[provider] / Multipliers.SHARE_UNIT * microsPerAccelerator;
        }
        for (int pool : blockPools) {
            long[] block = multipliers.block()[pool];
            for (int accelerators = 1; accelerators <= blocks.sizes(pool); accelerators++) {
                at[i++] = accelerators < block.length
                        ? (double) block[accelerators] / accelerators
                                - multipliers.accelerator()[pool]
                        : 0;
            }
        }
        if (weight) {
            at[i] = multipliers.weight() * weightPerAccelerator;
        }
        return at;
    }

    /** Use less limit, by direction. */
    void slope(
            long[] usageParts,
            long[] usedBlocks,
            long[] capacity,
            boolean[] openSite,
            long[] spend,
            long weightOver,
            double[] slope) {
        int i = 0;
        for (int pool : pools) {
            double limit = openSite[model.poolSite[pool]] ? capacity[pool] : 0;
            slope[i++] = blocks.sizes(pool) > 0
                    ? accelerators(pool, usedBlocks)
                    : (double) usageParts[pool] / Prices.ACCELERATOR_PARTS - limit;
        }
        if (sites.length > 0) {
            double[] watts = new double[model.sites];
            for (int pool = 0; pool < model.pools; pool++) {
                watts[model.poolSite[pool]] +=
                        (double) usageParts[pool] / Prices.ACCELERATOR_PARTS * model.poolWatts[pool];
            }
            for (int site : sites) {
                double limit = openSite[site] ? model.siteWatts[site] : 0;
                slope[i++] = (watts[site] - limit) / wattsPerAccelerator;
            }
        }
        var cap = model.shareCap;
        if (cap != null) {
            double all = 0;
            for (long paid : spend) {
                all += paid;
            }
            for (int provider : providers) {
                slope[i++] = (spend[provider] - all * cap.percent() / 100) / microsPerAccelerator;
            }
        }
        for (int pool : blockPools) {
            for (int accelerators = 1; accelerators <= blocks.sizes(pool); accelerators++) {
                slope[i++] = (double) accelerators * usedBlocks[blocks.from[pool] + accelerators - 1];
            }
        }
        if (weight) {
            slope[i] = weightOver / weightPerAccelerator;
        }
    }

    private double accelerators(int pool, long[] usedBlocks) {
        double sum = 0;
        for (int accelerators = 1; accelerators <= blocks.sizes(pool); accelerators++) {
            sum += (double) accelerators * usedBlocks[blocks.from[pool] + accelerators - 1];
        }
        return sum;
    }

    private static long whole(double value) {
        return Math.min(Multipliers.MOST, Math.max(0, Math.round(value)));
    }
}
