package org.tierwise.solver.search;

/**
 * Ejection chains: a slice leaves its pool for another, where one leaves that makes just the room it needs, and so on,
 * until the last one fits where the first came from or where something is free. Found by a search in depth that gives up
 * where the prices say that nothing can come of it. Every pool keeps its capacity throughout.
 */
final class SinglesChains {
    private static final int DEPTH_MOST = 10;
    private static final int NODES_MOST = 2_000;
    private static final int WIDTH = 5;

    private final Singles of;
    private final SinglesState state;

    private final int[] slice = new int[DEPTH_MOST + 1];
    private final int[] to = new int[DEPTH_MOST + 1];
    private final int[][] nextSlice = new int[DEPTH_MOST + 1][WIDTH];
    private final int[][] nextTo = new int[DEPTH_MOST + 1][WIDTH];
    private final double[][] nextCost = new double[DEPTH_MOST + 1][WIDTH];
    private final int[] bestSlice = new int[DEPTH_MOST + 1];
    private final int[] bestTo = new int[DEPTH_MOST + 1];
    private int bestLength;
    private double best;
    private double limit;
    private int nodes;
    private int home;
    private long homeFree;
    private double homeWorth;

    SinglesChains(Singles of, SinglesState state) {
        this.of = of;
        this.state = state;
    }

    /**
     * Looks for a chain that begins with a slice and makes the plan dearer by at most a tolerance, and makes the best one
     * that it finds.
     */
    boolean improve(int first, double tolerance) {
        int from = state.chosen[first];
        home = of.pool[from];
        long capacity = of.capacity[home];
        homeFree = capacity - state.used[home] + of.accelerators[from];
        homeWorth = of.price[home];
        best = tolerance;
        bestLength = 0;
        nodes = 0;
        slice[0] = first;
        descend(0, -of.excess[from] + homeWorth * of.accelerators[from]);
        if (bestLength == 0) {
            return false;
        }
        for (int i = 0; i < bestLength; i++) {
            state.move(bestSlice[i], bestTo[i]);
        }
        return true;
    }

    /** What the last chain made the plan dearer by. */
    double cost() {
        return best;
    }

    /** Finds places for the slice at this depth, which is nowhere, when the chain has cost so much so far. */
    private void descend(int depth, double cost) {
        int i = slice[depth];
        int now = state.chosen[i];
        int found = 0;
        int[] slices = nextSlice[depth];
        int[] tos = nextTo[depth];
        double[] costs = nextCost[depth];
        boolean deeper = depth < DEPTH_MOST;
        // What is free at home may be filled by whoever ends the chain.
        double hole = homeWorth * homeFree;
        for (int option = of.start[i]; option < of.start[i + 1]; option++) {
            double reached = cost + of.excess[option];
            if (reached - hole > best) {
                break;
            }
            int pool = of.pool[option];
            long needed = of.accelerators[option];
            if (pool == home) {
                if (depth > 0 && needed <= homeFree) {
                    finish(depth, option, reached - homeWorth * needed);
                }
                continue;
            }
            if (option == now || used(depth, pool)) {
                continue;
            }
            double price = of.price[pool];
            long free = of.capacity[pool] - state.used[pool] - needed;
            double entered = reached - price * needed;
            if (free >= 0) {
                finish(depth, option, entered);
            }
            if (!deeper) {
                continue;
            }
            int[] members = state.members[pool];
            int count = state.count[pool];
            double most = best + hole;
            for (int m = 0; m < count; m++) {
                int mate = members[m];
                int there = state.chosen[mate];
                long left = of.accelerators[there];
                if (free + left >= 0) {
                    double value = entered - of.excess[there] + price * left;
                    if (value < most && (found < WIDTH || value < costs[WIDTH - 1])) {
                        int at = found < WIDTH ? found++ : WIDTH - 1;
                        while (at > 0 && costs[at - 1] > value) {
                            costs[at] = costs[at - 1];
                            slices[at] = slices[at - 1];
                            tos[at] = tos[at - 1];
                            at--;
                        }
                        costs[at] = value;
                        slices[at] = mate;
                        tos[at] = option;
                    }
                }
            }
        }
        for (int f = 0; f < found && nodes < NODES_MOST && costs[f] - hole <= best; f++) {
            nodes++;
            to[depth] = tos[f];
            slice[depth + 1] = slices[f];
            descend(depth + 1, costs[f]);
        }
    }

    /** Whether a chain has been at a pool already. */
    private boolean used(int depth, int pool) {
        for (int d = 0; d < depth; d++) {
            if (of.pool[to[d]] == pool) {
                return true;
            }
        }
        return false;
    }

    private void finish(int depth, int option, double cost) {
        if (cost < best) {
            best = cost;
            to[depth] = option;
            bestLength = depth + 1;
            System.arraycopy(slice, 0, bestSlice, 0, bestLength);
            System.arraycopy(to, 0, bestTo, 0, bestLength);
        }
    }
}
