package org.tierwise.solver.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link PlacementModel}, one serving group after the other: {@link #group}, then for each pool where the
 * group may run {@link #cell} and its {@link #option}s. Pools come in ascending order within a group, slices in
 * ascending order within a cell. What is not said has the usual value: one site and one failure domain a pool, one
 * provider for all, no power limit, no price of opening, no cap.
 */
public final class PlacementModelBuilder {
    final long[] poolCapacity;
    int[] poolSite;
    int[] poolProvider;
    int[] poolWatts;
    int[] poolDomain;
    long[] siteOpenMicros;
    long[] siteWatts;
    int[] siteProvider;
    int providers = 1;
    final int[] sliceGroup;
    final long[] sliceWeight;
    int[] slicePartner;
    final int[][] groupSlices;
    final int[] cellStart;

    @Nullable
    ShareCap shareCap;

    final Numbers.Ints cellPool = new Numbers.Ints();
    final Numbers.Ints cellAccelerators = new Numbers.Ints();
    final Numbers.Longs cellReplicaMicros = new Numbers.Longs();
    final Numbers.Ints optionStart = new Numbers.Ints();
    final Numbers.Ints optionSlice = new Numbers.Ints();
    final Numbers.Longs optionLoad = new Numbers.Longs();
    final Numbers.Longs optionMicros = new Numbers.Longs();
    final Numbers.Longs optionSpend = new Numbers.Longs();

    private int groupsDone;
    private int lastPool;
    private int lastSlice;

    /**
     * @param poolCapacity accelerators of each pool
     * @param sliceWeight of each slice, see {@link PlacementModel#sliceWeight}
     */
    public PlacementModelBuilder(long[] poolCapacity, int groups, long[] sliceWeight) {
        this.poolCapacity = poolCapacity.clone();
        for (int pool = 0; pool < poolCapacity.length; pool++) {
            this.poolCapacity[pool] = Math.min(poolCapacity[pool], PlacementModel.NO_LIMIT);
        }
        int pools = poolCapacity.length;
        poolSite = identity(pools);
        poolDomain = poolSite;
        poolProvider = new int[pools];
        poolWatts = new int[pools];
        siteOpenMicros = new long[pools];
        siteWatts = filled(pools, PlacementModel.NO_LIMIT);
        siteProvider = new int[pools];
        this.sliceWeight = sliceWeight.clone();
        sliceGroup = new int[sliceWeight.length];
        slicePartner = new int[sliceWeight.length];
        Arrays.fill(slicePartner, -1);
        groupSlices = new int[groups][];
        cellStart = new int[groups + 1];
    }

    /** Which site each pool is at, and what opening a site costs; sites have no power limit unless said next. */
    public PlacementModelBuilder sites(int[] siteOfPool, long[] openMicros) {
        poolSite = siteOfPool.clone();
        poolDomain = poolSite;
        siteOpenMicros = openMicros.clone();
        siteWatts = filled(openMicros.length, PlacementModel.NO_LIMIT);
        siteProvider = new int[openMicros.length];
        return this;
    }

    /** Watts of an accelerator at each pool, and the limit of each site. */
    public PlacementModelBuilder power(int[] wattsOfPool, long[] limitOfSite) {
        poolWatts = wattsOfPool.clone();
        siteWatts = limitOfSite.clone();
        return this;
    }

    /** The provider of each pool and site (−1 for a site that is paid to nobody), and the cap on their shares. */
    public PlacementModelBuilder providers(
            int count, int[] providerOfPool, int[] providerOfSite, @Nullable ShareCap cap) {
        providers = count;
        poolProvider = providerOfPool.clone();
        siteProvider = providerOfSite.clone();
        shareCap = cap;
        return this;
    }

    /** Failure domains of the pools, and for each slice its partner or −1; partnership is mutual. */
    public PlacementModelBuilder backups(int[] domainOfPool, int[] partnerOfSlice) {
        poolDomain = domainOfPool.clone();
        slicePartner = partnerOfSlice.clone();
        return this;
    }

    /** Begins the next group. */
    public int group(int... slices) {
        int group = groupsDone++;
        groupSlices[group] = slices.clone();
        cellStart[group] = cellPool.size();
        for (int slice : slices) {
            sliceGroup[slice] = group;
        }
        lastPool = -1;
        return group;
    }

    /** Begins the next cell of the group. */
    public void cell(int pool, int acceleratorsPerReplica, long replicaMicros) {
        if (pool <= lastPool) {
            throw new IllegalArgumentException(
                    "Pool (" + pool + ") comes after pool (" + lastPool + ") in group (" + (groupsDone - 1) + ").");
        }
        lastPool = pool;
        lastSlice = -1;
        cellPool.add(pool);
        cellAccelerators.add(acceleratorsPerReplica);
        cellReplicaMicros.add(replicaMicros);
        optionStart.add(optionSlice.size());
    }

    /** An option of the cell. {@code spend} is the part of {@code micros} that the provider is paid. */
    public void option(int slice, long load, long micros, long spend) {
        if (slice <= lastSlice) {
            throw new IllegalArgumentException(
                    "Slice (" + slice + ") comes after slice (" + lastSlice + ") at pool (" + lastPool + ").");
        }
        lastSlice = slice;
        optionSlice.add(slice);
        optionLoad.add(load);
        optionMicros.add(micros);
        if (shareCap != null) {
            optionSpend.add(spend);
        }
    }

    /** Ends the building; this builder is of no further use. */
    public PlacementModel build() {
        if (groupsDone != groupSlices.length) {
            throw new IllegalStateException(
                    "There are (" + groupsDone + ") groups of (" + groupSlices.length + ") that were announced.");
        }
        cellStart[groupsDone] = cellPool.size();
        return new PlacementModel(this);
    }

    private static int[] identity(int count) {
        int[] values = new int[count];
        Arrays.setAll(values, i -> i);
        return values;
    }

    private static long[] filled(int count, long value) {
        long[] values = new long[count];
        Arrays.fill(values, value);
        return values;
    }
}
