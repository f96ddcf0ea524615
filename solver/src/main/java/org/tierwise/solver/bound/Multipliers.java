package org.tierwise.solver.bound;

import java.util.Arrays;
import org.tierwise.solver.model.PlacementModel;

/**
 * The prices that prove a lower bound. Any prices of at least 0 prove one; good prices prove a high one.
 *
 * @param accelerator micro-dollars a month for one accelerator, by pool: what one more would be worth
 * @param watt micro-dollars a month for one watt, by site
 * @param share by provider, in units of {@link #SHARE_UNIT}: how much dearer a capped provider's dollar counts
 * @param weight micro-dollars for one unit of unplaced weight; {@link PlacementModel#NO_LIMIT} if all demand that has
 *     an option is to be placed
 */
public record Multipliers(long[] accelerator, long[] watt, long[] share, long weight) {
    /** One in {@link #share}. */
    public static final int SHARE_UNIT = 1 << 16;

    /** Prices above this are of no use and could overflow. */
    static final long MOST = 1_000_000_000_000L;

    public Multipliers {
        accelerator = accelerator.clone();
        watt = watt.clone();
        share = share.clone();
        for (long[] prices : new long[][] {accelerator, watt, share}) {
            for (long price : prices) {
                if (price < 0 || price > MOST) {
                    throw new IllegalArgumentException(
                            "The multiplier (" + price + ") must be between 0 and " + MOST + ".");
                }
            }
        }
        if (weight < 0) {
            throw new IllegalArgumentException("The price of unplaced weight (" + weight + ") must not be negative.");
        }
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
                && Arrays.equals(watt, that.watt)
                && Arrays.equals(share, that.share)
                && weight == that.weight;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(accelerator) + 31 * Arrays.hashCode(watt) + 961 * Arrays.hashCode(share);
    }
}
