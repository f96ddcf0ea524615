package org.tierwise.bench.peer;

import java.util.Arrays;
import org.tierwise.solver.model.PlacementModel;

/**
 * The placement problem as an integer linear program, for CP-SAT, SCIP and GLOP alike:
 *
 * <pre>
 * x(o) in {0,1}    option o is taken
 * u(s) in {0,1}    slice s stays unplaced, at ten times its dearest option
 * n(c) whole       replicas of cell c
 * y(i) in {0,1}    site i is open, where opening costs
 *
 * sum of x over the options of s + u(s) = 1
 * 1,000,000 n(c) ≥ sum of load x over the options of c,   n(c) ≥ replicas(load) x(o) for each of them
 * sum of accelerators n(c) over the cells of a pool ≤ its capacity, times y where opening costs
 * x(o) ≤ y(i), which makes the relaxation much tighter
 * </pre>
 *
 * Options that do not fit into their pool alone are 0 and in no row. Where one option of a cell remains, its replicas
 * are a constant and there is no n: so an assignment problem of the literature looks as a user of these solvers would
 * write it. Variables are numbered x, u, n, y; {@code x(o)} has the number of its option.
 */
final class Formulation {
    /** What is not in the objective's unit is rounded down by it: bounds stay bounds. */
    private static final long CENT = 10_000;

    private static final long UNPLACED = 10;

    private final PlacementModel model;
    private final int[] replicasOf;
    private final int[] openOf;
    private final int variables;
    private final long unit;
    private final long dearestSite;

    Formulation(PlacementModel model) {
        if (model.backups || model.shareCap != null || model.powerLimits) {
            throw new IllegalArgumentException("Backups, share caps and power limits are not formulated here.");
        }
        this.model = model;
        unit = unit(model);
        int next = model.options + model.slices;
        replicasOf = new int[model.cells];
        for (int cell = 0; cell < model.cells; cell++) {
            replicasOf[cell] = fitting(cell) > 1 ? next++ : -1;
        }
        openOf = new int[model.sites];
        for (int site = 0; site < model.sites; site++) {
            openOf[site] = model.siteOpenMicros[site] > 0 ? next++ : -1;
        }
        variables = next;
        dearestSite = Arrays.stream(model.siteOpenMicros).max().orElse(0) / unit;
    }

    private int fitting(int cell) {
        int fitting = 0;
        for (int option = model.optionStart[cell]; option < model.optionStart[cell + 1]; option++) {
            fitting += fits(option) ? 1 : 0;
        }
        return fitting;
    }

    private boolean fits(int option) {
        int cell = model.optionCell[option];
        return replicas(option) * model.cellAccelerators[cell] <= model.poolCapacity[model.cellPool[cell]];
    }

    /** Replicas that the option needs by itself. */
    private long replicas(int option) {
        return PlacementModel.replicas(model.optionLoad.get(option), 1);
    }

    /** What a solver is told, one variable and one row after the other. */
    interface Sink {
        /** A whole variable from 0 to {@code most} with its cost in {@link #unit}s. */
        void variable(long most, long cost);

        /** Begins a row: {@code least ≤ sum ≤ most}; {@link Long#MIN_VALUE} and {@link Long#MAX_VALUE} for no limit. */
        void row(long least, long most);

        void term(int variable, long factor);
    }

    int variables() {
        return variables;
    }

    /** Micro-dollars of one unit of the objective. */
    long unit() {
        return unit;
    }

    void writeTo(Sink sink) {
        writeVariables(sink);
        writeSlices(sink);
        writeReplicas(sink);
        writePools(sink);
        writeOpening(sink);
    }

    private void writeVariables(Sink sink) {
        for (int option = 0; option < model.options; option++) {
            int cell = model.optionCell[option];
            long alone = replicasOf[cell] < 0 ? replicas(option) * model.cellReplicaMicros.get(cell) : 0;
            sink.variable(fits(option) ? 1 : 0, (model.optionMicros[option] + alone) / unit);
        }
        for (int slice = 0; slice < model.slices; slice++) {
            sink.variable(1, unplacedCost(slice));
        }
        for (int cell = 0; cell < model.cells; cell++) {
            if (replicasOf[cell] >= 0) {
                sink.variable(mostReplicas(cell), model.cellReplicaMicros.get(cell) / unit);
            }
        }
        for (int site = 0; site < model.sites; site++) {
            if (openOf[site] >= 0) {
                sink.variable(1, model.siteOpenMicros[site] / unit);
            }
        }
    }

    private long mostReplicas(int cell) {
        long load = 0;
        for (int option = model.optionStart[cell]; option < model.optionStart[cell + 1]; option++) {
            load += fits(option) ? model.optionLoad.get(option) : 0;
        }
        long useful = PlacementModel.replicas(load, 1);
        long capacity = model.poolCapacity[model.cellPool[cell]];
        return model.cellAccelerators[cell] == 0 ? useful : Math.min(useful, capacity / model.cellAccelerators[cell]);
    }

    private void writeSlices(Sink sink) {
        for (int slice = 0; slice < model.slices; slice++) {
            sink.row(1, 1);
            for (int at = model.sliceStart[slice]; at < model.sliceStart[slice + 1]; at++) {
                if (fits(model.sliceOption[at])) {
                    sink.term(model.sliceOption[at], 1);
                }
            }
            sink.term(model.options + slice, 1);
        }
    }

    private void writeReplicas(Sink sink) {
        for (int cell = 0; cell < model.cells; cell++) {
            if (replicasOf[cell] < 0) {
                continue;
            }
            sink.row(0, Long.MAX_VALUE);
            sink.term(replicasOf[cell], PlacementModel.REPLICA);
            for (int option = model.optionStart[cell]; option < model.optionStart[cell + 1]; option++) {
                if (fits(option)) {
                    sink.term(option, -model.optionLoad.get(option));
                }
            }
            for (int option = model.optionStart[cell]; option < model.optionStart[cell + 1]; option++) {
                if (fits(option)) {
                    sink.row(0, Long.MAX_VALUE);
                    sink.term(replicasOf[cell], 1);
                    sink.term(option, -replicas(option));
                }
            }
        }
    }

    private void writePools(Sink sink) {
        int[] start = new int[model.pools + 1];
        for (int cell = 0; cell < model.cells; cell++) {
            start[model.cellPool[cell] + 1]++;
        }
        for (int pool = 0; pool < model.pools; pool++) {
            start[pool + 1] += start[pool];
        }
        int[] cells = new int[model.cells];
        int[] next = start.clone();
        for (int cell = 0; cell < model.cells; cell++) {
            cells[next[model.cellPool[cell]]++] = cell;
        }
        for (int pool = 0; pool < model.pools; pool++) {
            if (start[pool] == start[pool + 1]) {
                continue;
            }
            int open = openOf[model.poolSite[pool]];
            sink.row(Long.MIN_VALUE, open < 0 ? model.poolCapacity[pool] : 0);
            for (int at = start[pool]; at < start[pool + 1]; at++) {
                writeUse(sink, cells[at]);
            }
            if (open >= 0) {
                sink.term(open, -model.poolCapacity[pool]);
            }
        }
    }

    private void writeUse(Sink sink, int cell) {
        long accelerators = model.cellAccelerators[cell];
        if (replicasOf[cell] >= 0) {
            sink.term(replicasOf[cell], accelerators);
            return;
        }
        for (int option = model.optionStart[cell]; option < model.optionStart[cell + 1]; option++) {
            if (fits(option)) {
                sink.term(option, replicas(option) * accelerators);
            }
        }
    }

    private void writeOpening(Sink sink) {
        for (int option = 0; option < model.options; option++) {
            int open = openOf[model.poolSite[model.pool(option)]];
            if (open >= 0 && fits(option)) {
                sink.row(0, Long.MAX_VALUE);
                sink.term(open, 1);
                sink.term(option, -1);
            }
        }
    }

    /** The values of all variables for an answer of ours, as a hint. */
    long[] valuesOf(int[] option) {
        long[] values = new long[variables];
        long[] load = new long[model.cells];
        for (int slice = 0; slice < model.slices; slice++) {
            int chosen = option[slice];
            values[chosen < 0 ? model.options + slice : chosen] = 1;
            if (chosen >= 0) {
                int cell = model.optionCell[chosen];
                load[cell] += model.optionLoad.get(chosen);
                if (replicasOf[cell] >= 0) {
                    values[replicasOf[cell]] = PlacementModel.replicas(load[cell], 1);
                }
                int open = openOf[model.poolSite[model.cellPool[cell]]];
                if (open >= 0) {
                    values[open] = 1;
                }
            }
        }
        return values;
    }

    /** The answer by the values of the variables x. */
    int[] optionsOf(Taken taken) {
        int[] option = new int[model.slices];
        Arrays.fill(option, -1);
        for (int i = 0; i < model.options; i++) {
            if (taken.taken(i)) {
                option[model.optionSlice[i]] = i;
            }
        }
        return option;
    }

    /** Whether a variable x is 1. */
    interface Taken {
        boolean taken(int option);
    }

    /** The largest unit in which all money is whole; a cent at least. */
    private static long unit(PlacementModel model) {
        long unit = 0;
        for (int option = 0; option < model.options && unit != 1; option++) {
            unit = greatestCommonDivisor(unit, model.optionMicros[option]);
        }
        for (int cell = 0; cell < model.cells && unit != 1; cell++) {
            unit = greatestCommonDivisor(unit, model.cellReplicaMicros.get(cell));
        }
        for (int site = 0; site < model.sites && unit != 1; site++) {
            unit = greatestCommonDivisor(unit, model.siteOpenMicros[site]);
        }
        return Math.max(unit, CENT);
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /**
     * Far above what a slice can cost, so that all are placed where that is possible; larger numbers, for instance by
     * the slices' weights, were found to spoil the arithmetic of the solvers.
     */
    private long unplacedCost(int slice) {
        long dearest = 1;
        for (int at = model.sliceStart[slice]; at < model.sliceStart[slice + 1]; at++) {
            int option = model.sliceOption[at];
            dearest = Math.max(dearest, fits(option) ? model.aloneMicros(option) / unit + 1 : 0);
        }
        return UNPLACED * (dearest + dearestSite);
    }
}
