package org.tierwise.solver.search;

import java.util.Arrays;
import org.tierwise.solver.model.PlacementModel;

/**
 * Who is where, and the sums that follow, kept up to date by each change. All sums are whole numbers, so that taking a
 * slice away and putting it back restores the state exactly.
 */
final class SearchState {
    final PlacementModel model;

    /** The chosen option of each slice, or −1. */
    final int[] option;

    final long[] cellLoad;
    final int[] cellMembers;
    final long[] poolUsed;

    /** Cells with members at each pool; the first {@link #poolCellCount} of them. */
    final int[][] poolCells;

    final int[] poolCellCount;

    /** Slices at each site. */
    final int[] siteMembers;

    final long[] siteWattsUsed;

    /** What each provider is paid, and all of them; kept only where there is a share cap. */
    final long[] spendOf;

    long spend;

    /** How far the limits are broken: accelerators, watts, hundredths of micro-dollars, pairs, each by its own unit. */
    long overload;

    /** Weight of what is not placed. */
    long unplaced;

    /** Money of the objective, in micro-dollars. */
    long micros;

    private final int[] cellAt;

    SearchState(PlacementModel model) {
        this.model = model;
        option = new int[model.slices];
        Arrays.fill(option, -1);
        cellLoad = new long[model.cells];
        cellMembers = new int[model.cells];
        cellAt = new int[model.cells];
        poolUsed = new long[model.pools];
        poolCells = new int[model.pools][4];
        poolCellCount = new int[model.pools];
        siteMembers = new int[model.sites];
        siteWattsUsed = new long[model.sites];
        spendOf = new long[model.providers];
        for (long weight : model.sliceWeight) {
            unplaced += weight;
        }
    }

    void put(int slice, int chosen) {
        if (chosen < 0) {
            return;
        }
        option[slice] = chosen;
        unplaced -= model.sliceWeight[slice];
        micros += model.optionMicros[chosen];
        if (model.backups) {
            overload += clash(slice, chosen);
        }
        change(model.optionCell[chosen], chosen, model.optionLoad.get(chosen), 1);
    }

    void take(int slice) {
        int chosen = option[slice];
        if (chosen < 0) {
            return;
        }
        option[slice] = -1;
        unplaced += model.sliceWeight[slice];
        micros -= model.optionMicros[chosen];
        if (model.backups) {
            overload -= clash(slice, chosen);
        }
        change(model.optionCell[chosen], chosen, -model.optionLoad.get(chosen), -1);
    }

    /** Takes away whatever was chosen, and puts this one. */
    void set(int slice, int chosen) {
        take(slice);
        put(slice, chosen);
    }

    /** Money that this option of an unplaced slice would add, with the replicas and the opening that it causes. */
    long addedMicros(int chosen) {
        int cell = model.optionCell[chosen];
        int site = model.poolSite[model.cellPool[cell]];
        return model.optionMicros[chosen]
                + addedReplicas(cell, chosen) * model.cellReplicaMicros.get(cell)
                + (siteMembers[site] == 0 ? model.siteOpenMicros[site] : 0);
    }

    /**
     * Whether this option of an unplaced slice keeps the limits of accelerators, power and failure domains. Shares of
     * providers are not asked for: they depend on all other slices, and only {@link #overload} knows them.
     */
    boolean fits(int chosen) {
        int cell = model.optionCell[chosen];
        long added = addedReplicas(cell, chosen) * model.cellAccelerators[cell];
        int pool = model.cellPool[cell];
        return added <= free(pool) && (!model.backups || clash(model.optionSlice[chosen], chosen) == 0);
    }

    /** Accelerators that the pool still has: by its own number, or by the power left at its site. */
    long free(int pool) {
        long free = model.poolCapacity[pool] - poolUsed[pool];
        int watts = model.poolWatts[pool];
        if (watts == 0) {
            return free;
        }
        int site = model.poolSite[pool];
        return Math.min(free, Math.floorDiv(model.siteWatts[site] - siteWattsUsed[site], (long) watts));
    }

    long replicas(int cell) {
        return PlacementModel.replicas(cellLoad[cell], cellMembers[cell]);
    }

    /** Replicas that this option of an unplaced slice would add. */
    long addedReplicas(int chosen) {
        return addedReplicas(model.optionCell[chosen], chosen);
    }

    private long addedReplicas(int cell, int chosen) {
        return PlacementModel.replicas(cellLoad[cell] + model.optionLoad.get(chosen), cellMembers[cell] + 1)
                - replicas(cell);
    }

    /** 1 if the slice's partner is in the failure domain of this option. */
    private int clash(int slice, int chosen) {
        int partner = model.slicePartner[slice];
        if (partner < 0 || option[partner] < 0) {
            return 0;
        }
        return model.poolDomain[model.pool(chosen)] == model.poolDomain[model.pool(option[partner])] ? 1 : 0;
    }

    private void change(int cell, int chosen, long load, int members) {
        int pool = model.cellPool[cell];
        long before = replicas(cell);
        cellLoad[cell] += load;
        cellMembers[cell] += members;
        if (members > 0 && cellMembers[cell] == 1) {
            enter(pool, cell);
        } else if (cellMembers[cell] == 0) {
            leave(pool, cell);
        }
        long added = replicas(cell) - before;
        long money = added * model.cellReplicaMicros.get(cell);
        micros += money;
        var optionSpend = model.optionSpend;
        long paid = optionSpend == null ? 0 : money + members * optionSpend[chosen];
        if (model.openingCosts) {
            paid += open(model.poolSite[pool], members);
        }
        if (optionSpend != null) {
            pay(model.poolProvider[pool], paid);
        }
        if (added != 0) {
            occupy(pool, added * model.cellAccelerators[cell]);
        }
    }

    /** Opens a site with its first member, closes it with its last. */
    private long open(int site, int members) {
        int before = siteMembers[site];
        siteMembers[site] += members;
        long money =
                before == 0 ? model.siteOpenMicros[site] : siteMembers[site] == 0 ? -model.siteOpenMicros[site] : 0;
        micros += money;
        return money;
    }

    private void pay(int provider, long money) {
        overload -= sharesOver();
        spendOf[provider] += money;
        spend += money;
        overload += sharesOver();
    }

    private long sharesOver() {
        var cap = model.shareCap;
        long sum = 0;
        if (cap != null) {
            for (int provider = 0; provider < spendOf.length; provider++) {
                sum += cap.capped(provider) ? Math.max(0, cap.over(spendOf[provider], spend)) : 0;
            }
        }
        return sum;
    }

    private void occupy(int pool, long accelerators) {
        overload -= Math.max(0, poolUsed[pool] - model.poolCapacity[pool]);
        poolUsed[pool] += accelerators;
        overload += Math.max(0, poolUsed[pool] - model.poolCapacity[pool]);
        int watts = model.poolWatts[pool];
        if (watts > 0) {
            int site = model.poolSite[pool];
            overload -= Math.max(0, siteWattsUsed[site] - model.siteWatts[site]);
            siteWattsUsed[site] += accelerators * watts;
            overload += Math.max(0, siteWattsUsed[site] - model.siteWatts[site]);
        }
    }

    private void enter(int pool, int cell) {
        int count = poolCellCount[pool]++;
        if (count == poolCells[pool].length) {
            poolCells[pool] = Arrays.copyOf(poolCells[pool], 2 * count);
        }
        poolCells[pool][count] = cell;
        cellAt[cell] = count;
    }

    private void leave(int pool, int cell) {
        int last = poolCells[pool][--poolCellCount[pool]];
        poolCells[pool][cellAt[cell]] = last;
        cellAt[last] = cellAt[cell];
    }
}
