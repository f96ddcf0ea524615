package org.tierwise.solver.bound;

import java.util.Arrays;
import org.tierwise.solver.model.PlacementModel;

/** The certified bound: what given multipliers prove, over all options, in whole micro-dollars. */
public final class LowerBound {
    private LowerBound() {}

    /**
     * No plan that keeps every rule and leaves at most {@code unplacedWeight} of the demand that has options unplaced
     * has a lower objective. Any multipliers give a true statement.
     *
     * @return micro-dollars; {@link PlacementModel#NO_LIMIT} or more if there is no such plan at all
     */
    public static long of(PlacementModel model, Multipliers multipliers, long unplacedWeight) {
        var prices = new Prices(model, multipliers, unplacedWeight, model.poolCapacity);
        var solvers = ThreadLocal.withInitial(() -> new GroupSolver(model));
        long sum = GroupTable.of(model).parallelStream()
                .mapToLong(table -> solvers.get().scan(table, prices))
                .reduce(0, (a, b) -> a >= Blocks.NEVER || b >= Blocks.NEVER ? Blocks.NEVER : Math.addExact(a, b));
        if (sum >= Blocks.NEVER) {
            return PlacementModel.NO_LIMIT;
        }
        long bound = Math.addExact(sum, constant(model, multipliers, prices, unplacedWeight));
        // Every plan costs a multiple of the common unit of all amounts, so the next multiple is a bound too.
        long unit = unit(model);
        return unit <= 1 ? bound : Math.multiplyExact(Math.ceilDiv(bound, unit), unit);
    }

    private static long unit(PlacementModel model) {
        long unit = 0;
        for (long[] amounts : new long[][] {model.siteOpenMicros, model.optionMicros}) {
            for (int i = 0; i < amounts.length && unit != 1; i++) {
                unit = greatestCommonDivisor(unit, Math.abs(amounts[i]));
            }
        }
        for (int cell = 0; cell < model.cells && unit != 1; cell++) {
            unit = greatestCommonDivisor(unit, Math.abs(model.cellReplicaMicros.get(cell)));
        }
        return unit;
    }

    private static long greatestCommonDivisor(long a, long b) {
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    /** Weight of the slices that have no option, which no plan places. */
    public static long withoutOptions(PlacementModel model) {
        long sum = 0;
        for (int slice = 0; slice < model.slices; slice++) {
            sum += model.optionCount(slice) == 0 ? model.sliceWeight[slice] : 0;
        }
        return sum;
    }

    /** The part of the Lagrangian that does not depend on the groups. */
    static long constant(PlacementModel model, Multipliers multipliers, Prices prices, long unplacedWeight) {
        long sum = 0;
        long[] worth = worthOfSites(model, multipliers, prices);
        for (int site = 0; site < model.sites; site++) {
            // A site is opened, in the relaxation, when what it can do is worth more than its opening.
            sum -= Math.max(0, worth[site] - openingPrice(model, prices, site));
        }
        if (multipliers.weight() < PlacementModel.NO_LIMIT) {
            sum -= Math.multiplyExact(multipliers.weight(), unplacedWeight);
        }
        return sum;
    }

    /** The sites that the relaxation opens: where what they can do is worth their opening. */
    static boolean[] openSites(PlacementModel model, Multipliers multipliers, Prices prices) {
        boolean[] open = new boolean[model.sites];
        if (!model.openingCosts) {
            Arrays.fill(open, true);
            return open;
        }
        long[] worth = worthOfSites(model, multipliers, prices);
        for (int site = 0; site < model.sites; site++) {
            open[site] = worth[site] >= openingPrice(model, prices, site);
        }
        return open;
    }

    /** What the capacity and the power of each site are worth together. */
    private static long[] worthOfSites(PlacementModel model, Multipliers multipliers, Prices prices) {
        long[] worth = new long[model.sites];
        for (int pool = 0; pool < model.pools; pool++) {
            int site = model.poolSite[pool];
            var blocks = prices.closed(pool);
            if (blocks != null) {
                worth[site] = Math.addExact(worth[site], blocks.worth());
            } else if (multipliers.accelerator()[pool] > 0) {
                worth[site] = Math.addExact(
                        worth[site], Math.multiplyExact(multipliers.accelerator()[pool], model.poolCapacity[pool]));
            }
        }
        for (int site = 0; site < model.sites; site++) {
            if (multipliers.watt()[site] > 0) {
                worth[site] = Math.addExact(
                        worth[site], Math.multiplyExact(multipliers.watt()[site], model.siteWatts[site]));
            }
        }
        return worth;
    }

    private static long openingPrice(PlacementModel model, Prices prices, int site) {
        return model.shareCap == null || model.siteProvider[site] < 0
                ? model.siteOpenMicros[site]
                : prices.spend(model.siteProvider[site], model.siteOpenMicros[site]);
    }
}
