package org.tierwise.solver.bound;

import org.jspecify.annotations.Nullable;
import org.tierwise.solver.model.PlacementModel;

/**
 * What using a pool costs under given multipliers: for each pool one price an accelerator (its own and that of its
 * power), and one factor on what its provider is paid. All in whole numbers, rounded down, so that a sum of parts never
 * exceeds the exact price of the whole.
 */
final class Prices {
    /** Accelerators are counted in parts of this, for groups that are bounded with parts of replicas. */
    static final int ACCELERATOR_PARTS = 1 << 10;

    static final int PART_BITS = 10;
    private static final int SHARE_BITS = 16;
    private static final long SHARE_MASK = (1 << SHARE_BITS) - 1;

    private final long[] accelerator;

    /** Of pools whose blocks have prices; otherwise missing. */
    private final @Nullable BlockPrices[] closed;

    /** Price of a whole block by its accelerators with their power, of the same pools. */
    private final long[] @Nullable [] block;

    private final long[] factor;
    private final boolean capped;
    final long weight;
    private final long unplacedAtMost;

    /** Any slice may stay unplaced, for its price. */
    Prices(PlacementModel model, Multipliers multipliers) {
        this(model, multipliers, PlacementModel.NO_LIMIT, model.poolCapacity);
    }

    /**
     * @param unplacedAtMost weight that a plan may leave unplaced, so that no slice which weighs more may stay unplaced
     *     whatever its price
     * @param capacity accelerators of each pool, if these are not all that it has
     */
    Prices(PlacementModel model, Multipliers multipliers, long unplacedAtMost, long[] capacity) {
        this.unplacedAtMost = unplacedAtMost;
        accelerator = new long[model.pools];
        for (int pool = 0; pool < model.pools; pool++) {
            accelerator[pool] =
                    multipliers.accelerator()[pool] + multipliers.watt()[model.poolSite[pool]] * model.poolWatts[pool];
        }
        closed = new BlockPrices[model.pools];
        block = new long[model.pools][];
        for (int pool = 0; pool < model.pools; pool++) {
            if (multipliers.block()[pool].length > 0) {
                var prices = BlockPrices.of(multipliers.block()[pool], Math.toIntExact(capacity[pool]));
                closed[pool] = prices;
                long[] whole = withPower(prices, multipliers.watt()[model.poolSite[pool]] * model.poolWatts[pool]);
                block[pool] = whole;
                accelerator[pool] = least(whole);
            }
        }
        factor = factors(model, multipliers);
        capped = model.shareCap != null;
        weight = multipliers.weight();
    }

    private static long[] withPower(BlockPrices prices, long power) {
        if (power == 0) {
            return prices.price;
        }
        long[] price = prices.price.clone();
        for (int accelerators = 1; accelerators < price.length; accelerators++) {
            price[accelerators] += power * accelerators;
        }
        return price;
    }

    /** What every accelerator pays in whatever block: the price for parts of replicas. */
    private static long least(long[] price) {
        long least = price.length > 1 ? Long.MAX_VALUE : 0;
        for (int accelerators = 1; accelerators < price.length; accelerators++) {
            least = Math.min(least, price[accelerators] / accelerators);
        }
        return least;
    }

    /**
     * A dollar for provider p counts {@code 1 + share(p) − cap × sum of shares}: the relaxation of
     * {@code spend(p) ≤ cap × sum of spend} for each capped p.
     */
    static long[] factors(PlacementModel model, Multipliers multipliers) {
        long[] byProvider = new long[model.providers];
        var cap = model.shareCap;
        long sum = 0;
        if (cap != null) {
            for (int provider = 0; provider < model.providers; provider++) {
                sum += cap.capped(provider) ? multipliers.share()[provider] : 0;
            }
            // In hundredths of the unit, because the cap is a percentage; rounded so that nobody pays too much.
            long less = Math.ceilDiv(sum * cap.percent(), 100);
            for (int provider = 0; provider < model.providers; provider++) {
                long own = cap.capped(provider) ? multipliers.share()[provider] : 0;
                byProvider[provider] = Multipliers.SHARE_UNIT + own - less;
            }
        }
        return byProvider;
    }

    /** Price of leaving a slice of this weight unplaced; {@link Blocks#NEVER} if it has to be placed. */
    long unplaced(long sliceWeight) {
        return weight >= PlacementModel.NO_LIMIT || sliceWeight > unplacedAtMost ? Blocks.NEVER : weight * sliceWeight;
    }

    boolean capped() {
        return capped;
    }

    /** Price of a whole block that takes {@code parts} of accelerators at a pool. */
    long block(int pool, int parts) {
        long[] price = block[pool];
        return price == null ? accelerator[pool] * parts >> PART_BITS : price[parts >> PART_BITS];
    }

    /** What so many accelerators of a pool are worth to the blocks that fit into them; those beyond what it has, nothing. */
    long worth(int pool, long accelerators) {
        long[] price = block[pool];
        if (accelerators <= 0) {
            return 0;
        }
        return price == null ? accelerator[pool] * accelerators : price[(int) Math.min(price.length - 1, accelerators)];
    }

    /** What the prices of a pool's blocks are made of; missing if each accelerator has its price. */
    @Nullable
    BlockPrices closed(int pool) {
        return closed[pool];
    }

    /** Prices of whole blocks by their accelerators; missing if each accelerator has its price. */
    long @Nullable [] blocks(int pool) {
        return block[pool];
    }

    /** Price of {@code parts} of accelerators at a pool, in whatever blocks. */
    long accelerators(int pool, long parts) {
        return accelerator[pool] * parts >> PART_BITS;
    }

    /** The least price of one accelerator at a pool. */
    long accelerator(int pool) {
        return accelerator[pool];
    }

    /** What counts of a sum that a provider is paid, rounded down; exact for any size. */
    long spend(int provider, long micros) {
        return (micros >> SHARE_BITS) * factor[provider] + ((micros & SHARE_MASK) * factor[provider] >> SHARE_BITS);
    }
}
