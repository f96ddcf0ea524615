package org.tierwise.solver.tradeoff;

import java.math.BigInteger;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.placement.ProblemModel;
import org.tierwise.solver.problem.PlacementProblem;

/**
 * One problem at any price of a millisecond: what is not latency, and the latency, stay apart for each option, so that
 * another price is one pass over the options.
 */
final class PricedModel {
    private static final long MILLI = 1_000;

    private final PlacementProblem problem;
    private final ProblemModel base;
    private final PlacementModel model;
    private final long[] baseMicros;
    private final long[] latencyMilli;

    PricedModel(PlacementProblem problem) {
        this.problem = problem;
        base = ProblemModel.of(problem);
        model = base.model();
        baseMicros = model.optionMicros.clone();
        latencyMilli = new long[model.options];
        for (var slice : problem.slices()) {
            int from = model.sliceStart[slice.index()];
            int to = model.sliceStart[slice.index() + 1];
            for (int i = from; i < to; i++) {
                int option = model.sliceOption[i];
                var priced = slice.options().get(i - from);
                baseMicros[option] -= priced.latencyPriceMicros();
                latencyMilli[option] = slice.slice().budgetMs() == null || slice.backup() != null
                        ? 0
                        : Math.round(priced.p95Ms() * slice.slice().peakRps() * MILLI);
            }
        }
    }

    /**
     * The model in which a ms × request/s costs so much. Prices are rounded down to whole micro-dollars, so that a bound
     * of its objective is one of cost + price × latency too.
     */
    PlacementModel at(long priceMicros) {
        long[] micros = new long[model.options];
        for (int option = 0; option < micros.length; option++) {
            micros[option] = Math.addExact(baseMicros[option], price(priceMicros, option));
        }
        return model.withOptionMicros(micros);
    }

    /** The model whose objective is the latency alone, in thousandths of ms × requests/s. */
    PlacementModel latencyOnly() {
        return model.onlyOptionMicros(latencyMilli);
    }

    private long price(long priceMicros, int option) {
        long latency = latencyMilli[option];
        if (Math.multiplyHigh(priceMicros, latency) == 0 && priceMicros * latency >= 0) {
            return priceMicros * latency / MILLI;
        }
        return BigInteger.valueOf(priceMicros)
                .multiply(BigInteger.valueOf(latency))
                .divide(BigInteger.valueOf(MILLI))
                .longValueExact();
    }

    /** What latency costs at this price in a plan. */
    long latencyPriceMicros(long priceMicros, int[] options) {
        long sum = 0;
        for (int slice = 0; slice < problem.slices().size(); slice++) {
            sum += options[slice] < 0 ? 0 : price(priceMicros, options[slice]);
        }
        return sum;
    }

    long latencyMilli(int[] options) {
        long sum = 0;
        for (int slice = 0; slice < problem.slices().size(); slice++) {
            sum += options[slice] < 0 ? 0 : latencyMilli[options[slice]];
        }
        return sum;
    }

    /** Peak requests per second of the placed slices that have a latency budget. */
    double peakRps(int[] options) {
        double sum = 0;
        for (var slice : problem.slices()) {
            sum += options[slice.index()] < 0 || slice.slice().budgetMs() == null || slice.backup() != null
                    ? 0
                    : slice.slice().peakRps();
        }
        return sum;
    }

    /** What a plan costs, computed from the options alone; −1 if it breaks a rule. */
    long costMicros(int[] options) {
        long[] load = new long[model.cells];
        int[] members = new int[model.cells];
        long[] used = new long[model.pools];
        long micros = 0;
        for (int option : options) {
            if (option >= 0) {
                load[model.optionCell[option]] += model.optionLoad.get(option);
                members[model.optionCell[option]]++;
                micros += baseMicros[option];
            }
        }
        for (int cell = 0; cell < model.cells; cell++) {
            long replicas = PlacementModel.replicas(load[cell], members[cell]);
            micros += replicas * model.cellReplicaMicros.get(cell);
            used[model.cellPool[cell]] += replicas * model.cellAccelerators[cell];
        }
        for (int pool = 0; pool < model.pools; pool++) {
            if (used[pool] > model.poolCapacity[pool]) {
                return -1;
            }
        }
        return base.keepsRules(options) ? micros : -1;
    }

    long unplacedWeight(int[] options) {
        long sum = 0;
        for (int slice = 0; slice < options.length; slice++) {
            sum += options[slice] < 0 ? model.sliceWeight[slice] : 0;
        }
        return sum;
    }

    long latency(int option) {
        return latencyMilli[option];
    }

    /** Cost of the option for its slice with the part of a replica that it fills. */
    double sharedCost(int option) {
        return baseMicros[option]
                + (double) model.cellReplicaMicros.get(model.optionCell[option])
                        * model.optionLoad.get(option)
                        / PlacementModel.REPLICA;
    }

    /** Cost of the option for its slice with whole replicas of its own. */
    double aloneCost(int option) {
        return baseMicros[option]
                + (double) model.cellReplicaMicros.get(model.optionCell[option])
                        * PlacementModel.replicas(model.optionLoad.get(option), 1);
    }

    PlacementModel model() {
        return model;
    }

    ProblemModel positions() {
        return base;
    }
}
