package org.tierwise.solver.problem;

import org.tierwise.solver.sizing.ReplicaPlan;

/**
 * How much of whole replicas each slice of a workload is, so that any set of its slices at one pool needs
 * {@code ceil(sum of loads)} replicas and none of them waits longer than it may.
 *
 * <p>For maintainers. Let {@code n_i} be the least number of replicas that serves slice i alone, {@code u_i} the
 * largest utilisation at which {@code n_i} replicas keep its p95 wait inside what its way leaves of the budget, and
 * {@code u = min u_i} over the slices that are feasible there. The load of i is the largest of its share of throughput,
 * {@code offered load / (servers × u)}, and {@code n_i - 1} and a bit. Any set then gets n replicas with
 * {@code n >= n_i} for each member (third term) and a utilisation of at most {@code u <= u_i} (second term). More
 * servers at the same or less utilisation wait less (Erlang-C), so each member keeps its budget.
 */
final class Pooling {
    private static final double A_BIT = 1e-6;

    private Pooling() {}

    /** A slice at a pool of its own. Not feasible if {@code replicas} is 0. */
    record Alone(int replicas, double utilisation) {
        static final Alone IMPOSSIBLE = new Alone(0, 0);

        boolean feasible() {
            return replicas > 0;
        }
    }

    /**
     * @param headroomMs what a request may wait
     * @param replicasMax more are not looked at
     */
    static Alone alone(ReplicaPlan plan, double requestsPerSecond, double headroomMs, int replicasMax) {
        if (!(headroomMs > 0)) {
            return Alone.IMPOSSIBLE;
        }
        double highest = plan.utilisation(Double.POSITIVE_INFINITY);
        double one = plan.utilisation(headroomMs);
        if (one >= highest) {
            return new Alone(whole(plan.load(requestsPerSecond, one)), one);
        }
        for (int replicas = whole(plan.load(requestsPerSecond, highest)); ; replicas = more(replicas)) {
            double utilisation = plan.utilisation(replicas, headroomMs);
            if (utilisation > 0 && plan.load(requestsPerSecond, utilisation) <= replicas) {
                return new Alone(replicas, utilisation);
            }
            if (replicas >= replicasMax) {
                // Too large for the pool anyway; the answer only has to say so.
                return utilisation > 0
                        ? new Alone(Math.max(replicas, whole(plan.load(requestsPerSecond, utilisation))), utilisation)
                        : Alone.IMPOSSIBLE;
            }
        }
    }

    /** Load of a slice in replicas, with the utilisation that all feasible slices of its workload keep. */
    static double load(ReplicaPlan plan, double requestsPerSecond, Alone alone, double commonUtilisation) {
        return Math.max(plan.load(requestsPerSecond, commonUtilisation), alone.replicas() - 1 + A_BIT);
    }

    private static int whole(double load) {
        return load < 1e8 ? Math.max(1, (int) Math.ceil(load - 1e-9)) : 100_000_000;
    }

    private static int more(int replicas) {
        return replicas < 64 ? replicas + 1 : replicas + replicas / 32;
    }
}
