package org.tierwise.solver.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The placement problem as flat arrays. Immutable by agreement: nobody writes to an array after it was built.
 *
 * <p>A <em>cell</em> is a serving group at a pool, where the group's slices share whole replicas:
 * {@code n = max(1, ceil(sum of loads / 1,000,000))} replicas, so {@code n × cellAccelerators} accelerators and
 * {@code n × cellReplicaMicros} a month. The cells of a group lie side by side in the order of their pools, and so do
 * the options of a cell in the order of their slices: options are numbered through by group, pool, slice.
 *
 * <p>All money is in micro-dollars a month, so that sums are exact. Loads are in millionths of a replica.
 */
public final class PlacementModel {
    /** One replica, in the unit of loads. */
    public static final long REPLICA = 1_000_000;

    /** A limit that nothing reaches, small enough that sums with it do not overflow. */
    public static final long NO_LIMIT = Long.MAX_VALUE / 4;

    public final int slices;
    public final int groups;
    public final int cells;
    public final int options;
    public final int pools;
    public final int sites;
    public final int providers;

    /** Accelerators of the pool. */
    public final long[] poolCapacity;

    public final int[] poolSite;
    public final int[] poolProvider;

    /** Power of one accelerator with its part of the host and the cooling, in watts; 0 where the site has no limit. */
    public final int[] poolWatts;

    /** Two pools of one failure domain fail together. */
    public final int[] poolDomain;

    /** Paid once if anything runs at the site. */
    public final long[] siteOpenMicros;

    /** Power limit of the site; {@link #NO_LIMIT} where there is none. */
    public final long[] siteWatts;

    /** The provider that is paid for the site's opening, or −1. */
    public final int[] siteProvider;

    public final int[] sliceGroup;

    /** Lost if the slice stays unplaced; the first thing to be minimised. */
    public final long[] sliceWeight;

    /** The other half of a pair of primary and backup, which must be in another failure domain; −1 for most. */
    public final int[] slicePartner;

    public final int[][] groupSlices;

    /** Cells of group g are {@code cellStart[g]} to {@code cellStart[g + 1] - 1}. */
    public final int[] cellStart;

    public final int[] cellPool;
    public final int[] cellAccelerators;
    public final LongColumn cellReplicaMicros;

    /** Options of cell c are {@code optionStart[c]} to {@code optionStart[c + 1] - 1}. */
    public final int[] optionStart;

    public final int[] optionSlice;
    public final int[] optionCell;
    public final LongColumn optionLoad;

    /** What the slice itself causes in the objective there: cost, price of latency, price of moving. */
    public final long[] optionMicros;

    /** The part of {@link #optionMicros} that is paid to the provider; kept only where a share cap needs it. */
    public final long @Nullable [] optionSpend;

    /**
     * The options of slice s in the order of pools: {@code sliceOption[sliceStart[s]]} and on. May be longer than the
     * number of options, as {@link #optionCell} may, when it is shared.
     */
    public final int[] sliceOption;

    public final int[] sliceStart;

    /** No provider of {@link #providerCapped} may have more than this part of the spend; missing without a cap. */
    public final @Nullable ShareCap shareCap;

    /** Whether any slice has a partner. */
    public final boolean backups;

    /** Whether any site has a price of opening. */
    public final boolean openingCosts;

    /** Whether any site has a power limit. */
    public final boolean powerLimits;

    PlacementModel(PlacementModelBuilder from) {
        slices = from.sliceGroup.length;
        groups = from.groupSlices.length;
        pools = from.poolCapacity.length;
        sites = from.siteOpenMicros.length;
        providers = from.providers;
        poolCapacity = from.poolCapacity;
        poolSite = from.poolSite;
        poolProvider = from.poolProvider;
        poolWatts = from.poolWatts;
        poolDomain = from.poolDomain;
        siteOpenMicros = from.siteOpenMicros;
        siteWatts = from.siteWatts;
        siteProvider = from.siteProvider;
        sliceGroup = from.sliceGroup;
        sliceWeight = from.sliceWeight;
        slicePartner = from.slicePartner;
        groupSlices = from.groupSlices;
        shareCap = from.shareCap;
        cellStart = from.cellStart;
        cellPool = from.cellPool.take();
        cells = cellPool.length;
        cellAccelerators = from.cellAccelerators.take();
        cellReplicaMicros = from.cellReplicaMicros.takeColumn();
        optionSlice = from.optionSlice.take();
        options = optionSlice.length;
        optionLoad = from.optionLoad.takeColumn();
        optionMicros = from.optionMicros.take();
        optionSpend = shareCap == null ? null : from.optionSpend.take();
        from.optionStart.add(options);
        optionStart = from.optionStart.take();
        // Where each cell has one option and slices come in order, all three are the numbers themselves.
        boolean alike = cells == options && isIdentity(optionStart);
        optionCell = alike ? optionStart : cellOfOptions(optionStart, options);
        sliceStart = new int[slices + 1];
        sliceOption = alike && isAscending(optionSlice) ? countedBySlice() : optionsBySlice();
        backups = anyAbove(slicePartner, -1);
        openingCosts = anyAbove(siteOpenMicros, 0);
        powerLimits = anyBelow(siteWatts, NO_LIMIT);
    }

    /** The same choices at other prices. */
    private PlacementModel(PlacementModel that, long[] optionMicros, boolean nothingElseCosts) {
        slices = that.slices;
        groups = that.groups;
        cells = that.cells;
        options = that.options;
        pools = that.pools;
        sites = that.sites;
        providers = that.providers;
        poolCapacity = that.poolCapacity;
        poolSite = that.poolSite;
        poolProvider = that.poolProvider;
        poolWatts = that.poolWatts;
        poolDomain = that.poolDomain;
        siteWatts = that.siteWatts;
        siteProvider = that.siteProvider;
        sliceGroup = that.sliceGroup;
        sliceWeight = that.sliceWeight;
        slicePartner = that.slicePartner;
        groupSlices = that.groupSlices;
        cellStart = that.cellStart;
        cellPool = that.cellPool;
        cellAccelerators = that.cellAccelerators;
        optionStart = that.optionStart;
        optionSlice = that.optionSlice;
        optionCell = that.optionCell;
        optionLoad = that.optionLoad;
        sliceOption = that.sliceOption;
        sliceStart = that.sliceStart;
        backups = that.backups;
        powerLimits = that.powerLimits;
        this.optionMicros = optionMicros;
        cellReplicaMicros = nothingElseCosts ? LongColumn.ofAll(0) : that.cellReplicaMicros;
        siteOpenMicros = nothingElseCosts ? new long[that.sites] : that.siteOpenMicros;
        openingCosts = !nothingElseCosts && that.openingCosts;
        shareCap = nothingElseCosts ? null : that.shareCap;
        optionSpend = nothingElseCosts ? null : that.optionSpend;
    }

    /** The same choices and rules with other {@link #optionMicros}; everything else is shared, not copied. */
    public PlacementModel withOptionMicros(long[] micros) {
        return new PlacementModel(this, checked(micros), false);
    }

    /**
     * The same choices with {@code micros} as their only price, in whatever unit: what a bound on another quantity than
     * money is computed on. A cap on shares of the spend is left out, so a bound of it holds with the cap too.
     */
    public PlacementModel onlyOptionMicros(long[] micros) {
        return new PlacementModel(this, checked(micros), true);
    }

    private long[] checked(long[] micros) {
        if (micros.length != options) {
            throw new IllegalArgumentException(
                    "There are (" + micros.length + ") prices for (" + options + ") options.");
        }
        return micros.clone();
    }

    /** Whole replicas for the load of {@code members} slices together. */
    public static long replicas(long load, int members) {
        return members == 0 ? 0 : Math.max(1, Math.ceilDiv(load, REPLICA));
    }

    public int pool(int option) {
        return cellPool[optionCell[option]];
    }

    public int optionCount(int slice) {
        return sliceStart[slice + 1] - sliceStart[slice];
    }

    /** Position of an option among those of its slice. */
    public int position(int option) {
        int slice = optionSlice[option];
        return Arrays.binarySearch(sliceOption, sliceStart[slice], sliceStart[slice + 1], option) - sliceStart[slice];
    }

    /** Objective of the option for its slice alone, with the replicas that it would need by itself. */
    public long aloneMicros(int option) {
        return optionMicros[option] + replicas(optionLoad.get(option), 1) * cellReplicaMicros.get(optionCell[option]);
    }

    /** The option of this slice at a cell of its group, or −1. */
    public int optionAt(int slice, int cell) {
        int from = optionStart[cell];
        int to = optionStart[cell + 1] - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            if (optionSlice[middle] == slice) {
                return middle;
            }
            if (optionSlice[middle] < slice) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return -1;
    }

    /** The cell of a group at a pool, or −1. */
    public int cellAt(int group, int pool) {
        int from = cellStart[group];
        int to = cellStart[group + 1] - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            if (cellPool[middle] == pool) {
                return middle;
            }
            if (cellPool[middle] < pool) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return -1;
    }

    /** The option of a slice at a pool, or −1. */
    public int optionAtPool(int slice, int pool) {
        int cell = cellAt(sliceGroup[slice], pool);
        return cell < 0 ? -1 : optionAt(slice, cell);
    }

    private static int[] cellOfOptions(int[] optionStart, int options) {
        int[] cell = new int[options];
        for (int at = 0; at + 1 < optionStart.length; at++) {
            Arrays.fill(cell, optionStart[at], optionStart[at + 1], at);
        }
        return cell;
    }

    private static boolean isIdentity(int[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] != i) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscending(int[] values) {
        for (int i = 1; i < values.length; i++) {
            if (values[i] < values[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private int[] countedBySlice() {
        countBySlice();
        return optionCell;
    }

    private void countBySlice() {
        for (int slice : optionSlice) {
            sliceStart[slice + 1]++;
        }
        for (int slice = 0; slice < slices; slice++) {
            sliceStart[slice + 1] += sliceStart[slice];
        }
    }

    private int[] optionsBySlice() {
        countBySlice();
        int[] next = sliceStart.clone();
        int[] sorted = new int[options];
        for (int option = 0; option < options; option++) {
            sorted[next[optionSlice[option]]++] = option;
        }
        return sorted;
    }

    private static boolean anyAbove(int[] values, int limit) {
        for (int value : values) {
            if (value > limit) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyAbove(long[] values, long limit) {
        for (long value : values) {
            if (value > limit) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyBelow(long[] values, long limit) {
        for (long value : values) {
            if (value < limit) {
                return true;
            }
        }
        return false;
    }
}
