package org.tierwise.solver.sizing;

/**
 * The p95 wait of one number of servers at rising utilisation, in service times. Looked up instead of solved, because it
 * is asked for each pairing of demand and place.
 */
final class UtilisationTable {
    /** A quarter of a percent: the answer is at most that much too careful. */
    private static final double STEP = 0.0025;

    private final double[] waits;

    UtilisationTable(int servers, double highest) {
        waits = new double[(int) Math.floor(highest / STEP + 1e-9) + 1];
        for (int i = 0; i < waits.length; i++) {
            waits[i] = ErlangC.p95Wait(servers, i * STEP * servers, 1);
        }
    }

    /** The largest utilisation whose p95 wait is below {@code serviceTimes}; 0 if there is no time to wait at all. */
    double largest(double serviceTimes) {
        if (!(serviceTimes > 0)) {
            return 0;
        }
        int below = 0;
        int above = waits.length;
        while (above - below > 1) {
            int middle = (below + above) >>> 1;
            if (waits[middle] < serviceTimes) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return below * STEP;
    }
}
