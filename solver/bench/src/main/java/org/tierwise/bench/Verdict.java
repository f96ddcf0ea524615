package org.tierwise.bench;

import org.jspecify.annotations.Nullable;
import org.tierwise.solver.model.PlacementModel;

/**
 * An answer, checked and priced by nothing but the statement of the problem; no code of a solver is used here.
 *
 * @param broken the first broken rule in words, or nothing
 * @param costMicros of what is placed, with whole replicas and the opening of sites
 * @param unplaced slices
 * @param unplacedWeight of those
 */
record Verdict(@Nullable String broken, long costMicros, int unplaced, long unplacedWeight) {
    static Verdict of(PlacementModel model, int[] option) {
        if (model.backups || model.shareCap != null) {
            throw new IllegalArgumentException("Backups and share caps are not checked here.");
        }
        if (option.length != model.slices) {
            return broken("it has " + option.length + " slices of " + model.slices);
        }
        long cost = 0;
        int unplaced = 0;
        long unplacedWeight = 0;
        long[] load = new long[model.cells];
        boolean[] used = new boolean[model.cells];
        for (int slice = 0; slice < model.slices; slice++) {
            int chosen = option[slice];
            if (chosen == -1) {
                unplaced++;
                unplacedWeight = Math.addExact(unplacedWeight, model.sliceWeight[slice]);
                continue;
            }
            if (chosen < 0 || chosen >= model.options || model.optionSlice[chosen] != slice) {
                return broken("slice " + slice + " has an option (" + chosen + ") that is not its own");
            }
            int cell = model.optionCell[chosen];
            used[cell] = true;
            load[cell] = Math.addExact(load[cell], model.optionLoad.get(chosen));
            cost = Math.addExact(cost, model.optionMicros[chosen]);
        }
        long[] accelerators = new long[model.pools];
        boolean[] open = new boolean[model.sites];
        for (int cell = 0; cell < model.cells; cell++) {
            if (used[cell]) {
                long whole = load[cell] / 1_000_000 + (load[cell] % 1_000_000 == 0 ? 0 : 1);
                long replicas = whole == 0 ? 1 : whole;
                int pool = model.cellPool[cell];
                open[model.poolSite[pool]] = true;
                accelerators[pool] = Math.addExact(
                        accelerators[pool], Math.multiplyExact(replicas, (long) model.cellAccelerators[cell]));
                cost = Math.addExact(cost, Math.multiplyExact(replicas, model.cellReplicaMicros.get(cell)));
            }
        }
        long[] watts = new long[model.sites];
        for (int pool = 0; pool < model.pools; pool++) {
            if (accelerators[pool] > model.poolCapacity[pool]) {
                return broken("pool " + pool + " has " + model.poolCapacity[pool] + " accelerators and needs "
                        + accelerators[pool]);
            }
            watts[model.poolSite[pool]] += accelerators[pool] * model.poolWatts[pool];
        }
        for (int site = 0; site < model.sites; site++) {
            if (watts[site] > model.siteWatts[site]) {
                return broken("site " + site + " has " + model.siteWatts[site] + " W and needs " + watts[site]);
            }
            if (open[site]) {
                cost = Math.addExact(cost, model.siteOpenMicros[site]);
            }
        }
        return new Verdict(null, cost, unplaced, unplacedWeight);
    }

    private static Verdict broken(String rule) {
        return new Verdict(rule, 0, 0, 0);
    }
}
