package org.tierwise.solver.bound;

import java.util.Arrays;
import org.tierwise.solver.model.PlacementModel;

/**
 * The prices that prove a lower bound. Any prices of at least 0 prove one; good prices prove a high one.
 *
 * @param accelerator micro-dollars a month for one accelerator, by pool: what one more would be worth
 * @param block micro-dollars a month for a block of replicas that takes so many accelerators, by pool and number; empty
 *     for a pool at which every block pays {@code accelerator} for each. Whatever the prices, a block pays at least as
 *     much as the blocks into which it could be cut: see {@link BlockPrices}
 * @param watt micro-dollars a month for one watt, by site
 * @param share by provider, in units of {@link #SHARE_UNIT}: how much dearer a capped provider's dollar counts
 * @param weight micro-dollars for one unit of unplaced weight; {@link PlacementModel#NO_LIMIT} if all demand that has
 *     an option is to be placed
 */
public record Multipliers(long[] accelerator, long[][] block, long[] watt, long[] share, long weight) {
    /** One in {@link #share}. */
    public static final int SHARE_UNIT = 1 << 16;

    /** Prices above this are of no use and could overflow. */
    static final long MOST = 1_000_000_000_000L;

    public Multipliers {
        accelerator = accelerator.clone();
        block = block.clone();
        watt = watt.clone();
        share = share.clone();
        check(accelerator);
        check(watt);
        check(share);
        for (long[] prices : block) {
            check(prices);
        }
        if (weight < 0) {
            throw new IllegalArgumentException("The price of unplaced weight (" + weight + ") must not be negative.");
        }
    }

    /** Every block pays for its accelerators alone. */
    public Multipliers(long[] accelerator, long[] watt, long[] share, long weight) {
        this(accelerator, linear(accelerator.length), watt, share, weight);
    }

    private static final long[] NO_BLOCKS = new long[0];

    private static long[][] linear(int pools) {
        long[][] block = new long[pools][];
        Arrays.fill(block, NO_BLOCKS);
        return block;
    }

    private static void check(long[] prices) {
        for (long price : prices) {
            if (price < 0 || price > MOST) {
                throw new IllegalArgumentException(
                        "The multiplier (" + price + ") must be between 0 and " + MOST + ".");
            }
        }
    }

    /** The same with another price of unplaced weight. */
    public Multipliers withWeight(long other) {
        return new Multipliers(accelerator, block, watt, share, other);
    }

    /** The same with one price for the accelerators of each pool. */
    Multipliers withoutBlocks() {
        return new Multipliers(accelerator, watt, share, weight);
    }

    /** The same without prices of blocks where these are all 0. */
    public Multipliers trimmed() {
        long[][] trimmed = new long[block.length][];
        for (int pool = 0; pool < block.length; pool++) {
            trimmed[pool] = Arrays.stream(block[pool]).allMatch(price -> price == 0) ? NO_BLOCKS : block[pool];
        }
        long[] left = accelerator.clone();
        for (int pool = 0; pool < block.length; pool++) {
            left[pool] = block[pool].length > 0 && trimmed[pool].length == 0 ? 0 : left[pool];
        }
        return new Multipliers(left, trimmed, watt, share, weight);
    }

    /** What one more accelerator than a pool has would be worth, in micro-dollars a month. */
    public long worthOfOneMore(int pool, long capacity) {
        if (block[pool].length == 0) {
            return accelerator[pool];
        }
        long[] closed = BlockPrices.of(block[pool], Math.toIntExact(capacity + 1)).price;
        return closed[closed.length - 1] - closed[closed.length - 2];
    }

    /** No prices: the bound of a world without limits. */
    public static Multipliers none(PlacementModel model) {
        return new Multipliers(
                new long[model.pools], new long[model.sites], new long[model.providers], PlacementModel.NO_LIMIT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Multipliers that
                && Arrays.equals(accelerator, that.accelerator)
                && Arrays.deepEquals(block, that.block)
                && Arrays.equals(watt, that.watt)
                && Arrays.equals(share, that.share)
                && weight == that.weight;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(accelerator) + 31 * Arrays.hashCode(watt) + 961 * Arrays.hashCode(share);
    }
}
