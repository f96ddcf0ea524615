package org.tierwise.solver.bound;

/**
 * The volume algorithm's state: a centre, the averaged slope that steps follow, and a step length that grows while steps
 * succeed and shrinks while they fail.
 */
final class Volume {
    /** Weight of the newest slope in the average: the middle of what the authors of the algorithm use. */
    private static final double NEWEST = 0.1;

    private static final int PATIENCE = 10;
    private static final double SHRINK = 0.85;
    private static final double GROW = 1.5;

    /** A slope this short leads nowhere. */
    private static final double FLAT = 1e-9;

    private final Relaxation relaxation;
    private final DualSpace space;
    private final double[] center;
    private final double[] trial;
    private final double[] slope;
    private final double[] average;
    private double value;

    /** By how much a step aims to raise the value. */
    private double aim;

    Volume(Relaxation relaxation, DualSpace space, double[] start) {
        this.relaxation = relaxation;
        this.space = space;
        center = start.clone();
        trial = new double[space.size];
        slope = new double[space.size];
        average = new double[space.size];
        value = at(center, average);
    }

    double[] center() {
        return center;
    }

    double value() {
        return value;
    }

    /** Begins to aim higher again. */
    void restart(double part) {
        aim = part * Math.abs(value);
    }

    /** Returns to another centre, and steps shorter from there. */
    void back(double[] to) {
        System.arraycopy(to, 0, center, 0, center.length);
        aim *= 0.5;
    }

    /** Values the centre anew, after the candidates or the limits have changed. */
    void evaluate() {
        value = at(center, slope);
    }

    /** Forgets the directions of the past. */
    void forget() {
        value = at(center, average);
    }

    /** @param trust ends early when the value has risen by this part */
    void run(int steps, double trust) {
        double start = value;
        aim = Math.min(aim, Math.max(trust, 0.001) * Math.abs(value));
        int failures = 0;
        for (int step = 0; step < steps; step++) {
            if (length() < FLAT) {
                // The past may point against a wall where the present does not.
                forget();
            }
            double length = length();
            if (length < FLAT) {
                return;
            }
            for (int i = 0; i < trial.length; i++) {
                trial[i] = Math.max(space.least(i), center[i] + aim / length * average[i]);
            }
            double reached = at(trial, slope);
            for (int i = 0; i < average.length; i++) {
                average[i] = NEWEST * slope[i] + (1 - NEWEST) * average[i];
            }
            if (reached > value) {
                if (reached - value > 0.5 * aim) {
                    aim *= GROW;
                }
                value = reached;
                System.arraycopy(trial, 0, center, 0, center.length);
                failures = 0;
                if (value - start > trust * Math.abs(start)) {
                    return;
                }
            } else if (++failures == PATIENCE) {
                aim *= SHRINK;
                failures = 0;
            }
        }
    }

    /** Square of the average's length, without what would make a price negative. */
    private double length() {
        double sum = 0;
        for (int i = 0; i < center.length; i++) {
            sum += center[i] <= space.least(i) && average[i] < 0 ? 0 : average[i] * average[i];
        }
        return sum;
    }

    private double at(double[] vector, double[] slopeThere) {
        var multipliers = space.multipliers(vector);
        double reached = relaxation.value(multipliers);
        relaxation.slope(space, multipliers, slopeThere);
        return reached;
    }
}
