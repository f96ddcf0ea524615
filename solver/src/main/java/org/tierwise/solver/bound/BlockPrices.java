package org.tierwise.solver.bound;

/**
 * Prices of whole blocks at one pool. A pool with 9 accelerators holds one block of 5, never 1.8 of them: a price for
 * each accelerator cannot say that, a price for each size of block can. What the pool is worth is then the most that
 * blocks which fit into it together pay. Raising the price of a block to what its parts would pay never lowers a bound:
 * it costs the pool nothing, because the parts would fit too. So the prices are closed: a block pays at least what any
 * blocks pay into which it could be cut (a superadditive function of its accelerators, as in the dual feasible functions
 * of bin packing: S. Fekete, J. Schepers, "New classes of fast lower bounds for bin packing problems", Mathematical
 * Programming 91, 2001).
 */
final class BlockPrices {
    /** Pools with more accelerators have a price for each: their blocks are small beside them. */
    static final int ACCELERATORS_MAX = 512;

    /** Beyond this a certificate is not looked into: closing prices takes the square of it. */
    private static final int ACCELERATORS_MOST = 1 << 10;

    /** A difference of so many bits less than the price is none. */
    private static final int NEGLIGIBLE = 20;

    private static final int WHOLE = 0;
    private static final int WASTE = -1;

    /** Closed prices, by accelerators, from none to all. */
    final long[] price;

    /** By accelerators: what the closed price is made of: the block itself, one less, or a first part. */
    private final int[] cut;

    private BlockPrices(long[] price, int[] cut) {
        this.price = price;
        this.cut = cut;
    }

    /** @param given by accelerators; those beyond are 0 */
    static BlockPrices of(long[] given, int accelerators) {
        if (accelerators > ACCELERATORS_MOST) {
            throw new IllegalArgumentException("A pool with so many accelerators (" + accelerators
                    + ") has no prices of blocks; at most " + ACCELERATORS_MOST + ".");
        }
        long[] price = new long[accelerators + 1];
        int[] cut = new int[accelerators + 1];
        if (isFree(given)) {
            return new BlockPrices(price, cut);
        }
        // Only sizes that pay more than their parts can be parts of a dearest cut.
        int[] part = new int[accelerators];
        int parts = 0;
        for (int all = 1; all <= accelerators; all++) {
            long best = price[all - 1];
            int how = WASTE;
            for (int i = 0; i < parts; i++) {
                long both = price[part[i]] + price[all - part[i]];
                if (both > best) {
                    best = both;
                    how = part[i];
                }
            }
            long own = all < given.length ? given[all] : 0;
            // A price above that of the parts by a rounding only is theirs: it would be a size more to look at.
            if (own - best > (best >> NEGLIGIBLE)) {
                part[parts++] = all;
                best = own;
                how = WHOLE;
            } else if (own >= best - (best >> NEGLIGIBLE)) {
                how = WHOLE;
            }
            price[all] = best;
            cut[all] = how;
        }
        return new BlockPrices(price, cut);
    }

    private static boolean isFree(long[] given) {
        for (long each : given) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    long worth() {
        return price[price.length - 1];
    }

    /** Counts the blocks whose own prices make up a closed one. */
    void count(int accelerators, long times, long[] counts, int from) {
        int left = accelerators;
        while (left > 0) {
            int how = cut[left];
            if (how == WHOLE) {
                counts[from + left] += times;
                return;
            } else if (how == WASTE) {
                left--;
            } else {
                count(how, times, counts, from);
                left -= how;
            }
        }
    }
}
