package org.tierwise.solver.search;

import org.tierwise.solver.model.PlacementModel;

/**
 * One feasible option of one slice.
 *
 * @param option its number in the model
 */
public record Choice(PlacementModel model, int option) {
    int cell() {
        return model.optionCell[option];
    }

    int pool() {
        return model.pool(option);
    }

    int site() {
        return model.poolSite[pool()];
    }

    int domain() {
        return model.poolDomain[pool()];
    }

    long load() {
        return model.optionLoad.get(option);
    }

    /** What the slice adds whatever the replicas, in micro-dollars. */
    long micros() {
        return model.optionMicros[option];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Choice that && option == that.option;
    }

    @Override
    public int hashCode() {
        return option;
    }

    @Override
    public String toString() {
        return "option " + option + " at pool " + pool();
    }
}
