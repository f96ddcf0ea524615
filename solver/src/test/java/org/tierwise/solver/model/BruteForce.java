package org.tierwise.solver.model;

import java.util.Arrays;

/** Tries every plan of a tiny model, with arithmetic written apart from that of the search. */
public final class BruteForce {
    private final PlacementModel model;
    private final int[] picked;
    private int[] best = new int[0];
    private long bestWeight = Long.MAX_VALUE;
    private long bestMicros = Long.MAX_VALUE;

    public BruteForce(PlacementModel model) {
        this.model = model;
        picked = new int[model.slices];
        tryFrom(0);
    }

    public long unplacedWeight() {
        return bestWeight;
    }

    public long micros() {
        return bestMicros;
    }

    public int[] best() {
        return best.clone();
    }

    /** Objective of a plan, or {@link Long#MAX_VALUE} if it breaks a rule. */
    public static long micros(PlacementModel model, int[] optionBySlice) {
        long[] load = new long[model.cells];
        int[] members = new int[model.cells];
        long[] used = new long[model.pools];
        long[] watts = new long[model.sites];
        boolean[] open = new boolean[model.sites];
        long[] spend = new long[model.providers];
        long micros = 0;
        for (int slice = 0; slice < model.slices; slice++) {
            int option = optionBySlice[slice];
            if (option < 0) {
                continue;
            }
            int cell = model.optionCell[option];
            load[cell] += model.optionLoad.get(option);
            members[cell]++;
            micros += model.optionMicros[option];
            int pool = model.cellPool[cell];
            open[model.poolSite[pool]] = true;
            if (model.optionSpend != null) {
                spend[model.poolProvider[pool]] += model.optionSpend[option];
            }
            int partner = model.slicePartner[slice];
            if (partner >= 0
                    && optionBySlice[partner] >= 0
                    && model.poolDomain[pool] == model.poolDomain[model.pool(optionBySlice[partner])]) {
                return Long.MAX_VALUE;
            }
        }
        for (int cell = 0; cell < model.cells; cell++) {
            if (members[cell] > 0) {
                long replicas = Math.max(1, (load[cell] + 999_999) / 1_000_000);
                int pool = model.cellPool[cell];
                used[pool] += replicas * model.cellAccelerators[cell];
                watts[model.poolSite[pool]] += replicas * model.cellAccelerators[cell] * model.poolWatts[pool];
                micros += replicas * model.cellReplicaMicros.get(cell);
                spend[model.poolProvider[pool]] += replicas * model.cellReplicaMicros.get(cell);
            }
        }
        for (int pool = 0; pool < model.pools; pool++) {
            if (used[pool] > model.poolCapacity[pool]) {
                return Long.MAX_VALUE;
            }
        }
        for (int site = 0; site < model.sites; site++) {
            if (watts[site] > model.siteWatts[site]) {
                return Long.MAX_VALUE;
            }
            if (open[site]) {
                micros += model.siteOpenMicros[site];
                spend[model.siteProvider[site]] += model.siteOpenMicros[site];
            }
        }
        var cap = model.shareCap;
        long all = Arrays.stream(spend).sum();
        for (int provider = 0; cap != null && provider < model.providers; provider++) {
            if (cap.capped(provider) && 100 * spend[provider] > cap.percent() * all) {
                return Long.MAX_VALUE;
            }
        }
        return micros;
    }

    private void tryFrom(int slice) {
        if (slice == picked.length) {
            judge();
            return;
        }
        picked[slice] = -1;
        tryFrom(slice + 1);
        for (int i = model.sliceStart[slice]; i < model.sliceStart[slice + 1]; i++) {
            picked[slice] = model.sliceOption[i];
            tryFrom(slice + 1);
        }
        picked[slice] = -1;
    }

    private void judge() {
        long weight = 0;
        for (int slice = 0; slice < picked.length; slice++) {
            weight += picked[slice] < 0 ? model.sliceWeight[slice] : 0;
        }
        if (weight > bestWeight) {
            return;
        }
        long micros = micros(model, picked);
        if (micros != Long.MAX_VALUE && (weight < bestWeight || micros < bestMicros)) {
            bestWeight = weight;
            bestMicros = micros;
            best = picked.clone();
        }
    }
}
