package org.tierwise.solver.bound;

import java.util.Arrays;
import org.tierwise.solver.model.PlacementModel;

/**
 * Prices of what is left while a plan is made: groups that have their place are taken out, their accelerators are gone,
 * and the prices follow. Serves one thread.
 */
public final class ResidualPrices {
    /** Of a step, in parts of what an accelerator costs. */
    private static final double RATE = 6e-4;

    private final Relaxation relaxation;
    private final DualSpace space;
    private final Ascent ascent;
    private final double unit;
    private final GroupSolver solver;
    private final int[] tableOfGroup;
    private Prices prices;
    private final PlacementModel model;

    ResidualPrices(PlacementModel model, Relaxation relaxation, DualSpace space, Multipliers start, double unit) {
        this.model = model;
        this.unit = unit;
        this.relaxation = relaxation;
        this.space = space;
        solver = new GroupSolver(model);
        ascent = new Ascent(relaxation, space, space.vector(start));
        prices = new Prices(model, start);
        tableOfGroup = new int[model.groups];
        Arrays.fill(tableOfGroup, -1);
        for (int table = 0; table < relaxation.tables(); table++) {
            if (!relaxation.table(table).fractional) {
                tableOfGroup[relaxation.table(table).group] = table;
            }
        }
        for (int table = 0; table < relaxation.tables(); table++) {
            if (relaxation.table(table).fractional) {
                relaxation.close(table);
            }
        }
    }

    /** Takes a group out. */
    public void close(int group) {
        relaxation.close(tableOfGroup[group]);
    }

    /** So many accelerators are left at a pool. */
    public void leave(int pool, long accelerators) {
        relaxation.leave(pool, Math.max(0, accelerators));
    }

    /** Lets the prices follow, by so many steps. */
    public void follow(int steps) {
        for (int step = 0; step < steps; step++) {
            ascent.step(RATE * unit);
        }
        prices = relaxation.prices(relaxation.multipliers(space, ascent.at()));
    }

    /** Looks at all cells again for what the open groups could use. */
    public void rescan() {
        long unused = relaxation.scan(relaxation.multipliers(space, ascent.at()));
    }

    /** The cheapest way for a group at these prices: an option or −1 for each of its slices; false if there is none. */
    public boolean column(int group, int[] optionBySlice) {
        return relaxation.column(tableOfGroup[group], prices, solver, optionBySlice);
    }

    /** Price of an option for its slice, with so many added replicas. */
    public long price(int option, long addedReplicas) {
        int cell = model.optionCell[option];
        return model.optionMicros[option]
                + addedReplicas * model.cellReplicaMicros.get(cell)
                + prices.worth(model.cellPool[cell], addedReplicas * model.cellAccelerators[cell]);
    }
}
