package org.tierwise.solver.placement;

import org.tierwise.solver.model.PlacementModel;

/** The rules of a model that do not ask for accelerators: power of sites, failure domains of backups, shares of providers. */
final class ChoiceRules {
    private final PlacementModel model;
    private final int[] options;
    private final long[] watts;
    private final long[] spend;

    ChoiceRules(PlacementModel model, int[] options) {
        this.model = model;
        this.options = options;
        watts = new long[model.sites];
        spend = new long[model.providers];
        long[] load = new long[model.cells];
        int[] members = new int[model.cells];
        for (int option : options) {
            if (option >= 0) {
                load[model.optionCell[option]] += model.optionLoad.get(option);
                members[model.optionCell[option]]++;
                if (model.optionSpend != null) {
                    spend[model.poolProvider[model.pool(option)]] += model.optionSpend[option];
                }
            }
        }
        for (int cell = 0; cell < model.cells; cell++) {
            long replicas = PlacementModel.replicas(load[cell], members[cell]);
            int pool = model.cellPool[cell];
            watts[model.poolSite[pool]] += replicas * model.cellAccelerators[cell] * model.poolWatts[pool];
            spend[model.poolProvider[pool]] += replicas * model.cellReplicaMicros.get(cell);
        }
    }

    boolean keep() {
        for (int site = 0; site < model.sites; site++) {
            if (watts[site] > model.siteWatts[site]) {
                return false;
            }
        }
        return domainsDiffer() && sharesHold();
    }

    private boolean domainsDiffer() {
        for (int slice = 0; slice < model.slices; slice++) {
            int partner = model.slicePartner[slice];
            if (partner > slice
                    && options[slice] >= 0
                    && options[partner] >= 0
                    && model.poolDomain[model.pool(options[slice])] == model.poolDomain[model.pool(options[partner])]) {
                return false;
            }
        }
        return true;
    }

    private boolean sharesHold() {
        var cap = model.shareCap;
        long all = 0;
        for (long each : spend) {
            all += each;
        }
        for (int provider = 0; cap != null && provider < model.providers; provider++) {
            if (cap.capped(provider) && cap.over(spend[provider], all) > 0) {
                return false;
            }
        }
        return true;
    }
}
