package org.tierwise.solver.proof;

import java.util.ArrayList;
import java.util.List;
import org.tierwise.solver.model.PlacementModel;

/**
 * A choice counted from scratch: what it uses, costs and breaks. Apart from the search on purpose, and with sums that fail
 * rather than overflow.
 */
final class Recount {
    /** Slices of a group at a pool with the whole replicas that they share. */
    record Place(int cell, List<Integer> slices, long replicas, long accelerators, long costMicros) {}

    /** By cell that is used, ascending. */
    final List<Place> places = new ArrayList<>();

    /** Accelerators in use, by pool. */
    final long[] used;

    /** By site. */
    final long[] watts;

    /** By provider. */
    final long[] spend;

    /** Paid for opening sites. */
    final long openingMicros;

    final long objectiveMicros;
    final long unplacedWeight;

    /** Weight of the slices that have no option. */
    final long withoutOptions;

    private final Certificate certificate;
    private final PlacementModel model;

    Recount(Certificate certificate) {
        this.certificate = certificate;
        model = certificate.model();
        used = new long[model.pools];
        watts = new long[model.sites];
        spend = new long[model.providers];
        long[] load = new long[model.cells];
        List<List<Integer>> members = new ArrayList<>();
        for (int cell = 0; cell < model.cells; cell++) {
            members.add(List.of());
        }
        long unplaced = 0;
        long hopeless = 0;
        for (int slice = 0; slice < model.slices; slice++) {
            int option = certificate.chosen()[slice];
            hopeless = Math.addExact(hopeless, model.optionCount(slice) == 0 ? model.sliceWeight[slice] : 0);
            if (option < 0) {
                unplaced = Math.addExact(unplaced, model.sliceWeight[slice]);
            } else {
                int cell = model.optionCell[option];
                load[cell] = Math.addExact(load[cell], model.optionLoad.get(option));
                if (members.get(cell).isEmpty()) {
                    members.set(cell, new ArrayList<>());
                }
                members.get(cell).add(slice);
            }
        }
        boolean[] open = new boolean[model.sites];
        long micros = 0;
        for (int cell = 0; cell < model.cells; cell++) {
            if (!members.get(cell).isEmpty()) {
                micros = Math.addExact(micros, count(cell, members.get(cell), load[cell]));
                open[model.poolSite[model.cellPool[cell]]] = true;
            }
        }
        long opening = 0;
        for (int site = 0; site < model.sites; site++) {
            if (open[site]) {
                opening = Math.addExact(opening, model.siteOpenMicros[site]);
                if (model.siteProvider[site] >= 0) {
                    spend[model.siteProvider[site]] =
                            Math.addExact(spend[model.siteProvider[site]], model.siteOpenMicros[site]);
                }
            }
        }
        openingMicros = opening;
        objectiveMicros = Math.addExact(micros, opening);
        unplacedWeight = unplaced;
        withoutOptions = hopeless;
    }

    /** Adds a place; returns what it counts in the objective. */
    private long count(int cell, List<Integer> slices, long load) {
        int pool = model.cellPool[cell];
        long replicas = PlacementModel.replicas(load, slices.size());
        long accelerators = Math.multiplyExact(replicas, (long) model.cellAccelerators[cell]);
        long paid = Math.multiplyExact(replicas, model.cellReplicaMicros.get(cell));
        long spent = paid;
        long objective = paid;
        for (int slice : slices) {
            int option = certificate.chosen()[slice];
            objective = Math.addExact(objective, model.optionMicros[option]);
            paid = Math.addExact(paid, model.optionMicros[option] - certificate.besideMicros()[slice]);
            spent = Math.addExact(spent, model.optionSpend == null ? 0 : model.optionSpend[option]);
        }
        used[pool] = Math.addExact(used[pool], accelerators);
        int site = model.poolSite[pool];
        watts[site] = Math.addExact(watts[site], Math.multiplyExact(accelerators, (long) model.poolWatts[pool]));
        spend[model.poolProvider[pool]] = Math.addExact(spend[model.poolProvider[pool]], spent);
        places.add(new Place(cell, slices, replicas, accelerators, paid));
        return objective;
    }

    /** Sum of what the objective counts beside the cost. */
    long besideMicros() {
        long sum = 0;
        for (long micros : certificate.besideMicros()) {
            sum = Math.addExact(sum, micros);
        }
        return sum;
    }
}
