package org.tierwise.solver.bound;

/**
 * Climbs the Lagrangian by its slopes: each direction steps as far as the rate says, in the middle of its latest slopes
 * and measured by their usual size, so that limits which rarely change their mind move as fast as those which do (D.
 * Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, for slopes that jump because the Lagrangian has
 * edges). The rate is to fall from step to step; the caller chooses how fast.
 */
final class Ascent {
    private static final double MEAN_DECAY = 0.9;
    private static final double SIZE_DECAY = 0.9;

    /** A slope of this size counts as one: of limits that are hardly ever touched. */
    private static final double LEAST_SIZE = 1e-3;

    private final Relaxation relaxation;
    private final DualSpace space;
    private final double[] at;
    private final double[] slope;
    private final double[] mean;
    private final double[] square;
    private double meanWeight = 1;
    private double sizeWeight = 1;

    Ascent(Relaxation relaxation, DualSpace space, double[] start) {
        this.relaxation = relaxation;
        this.space = space;
        at = start.clone();
        slope = new double[space.size];
        mean = new double[space.size];
        square = new double[space.size];
    }

    double[] at() {
        return at;
    }

    /**
     * One step.
     *
     * @param rate how far a direction moves at most, about
     * @return whether there was anywhere to go
     */
    boolean step(double rate) {
        var multipliers = relaxation.multipliers(space, at);
        relaxation.value(multipliers);
        relaxation.slope(space, multipliers, slope);
        meanWeight *= MEAN_DECAY;
        sizeWeight *= SIZE_DECAY;
        boolean moved = false;
        for (int i = 0; i < at.length; i++) {
            mean[i] = MEAN_DECAY * mean[i] + (1 - MEAN_DECAY) * slope[i];
            square[i] = SIZE_DECAY * square[i] + (1 - SIZE_DECAY) * slope[i] * slope[i];
            if (square[i] > 0) {
                double size = Math.sqrt(square[i] / (1 - sizeWeight)) + LEAST_SIZE;
                double to = Math.max(space.least(i), at[i] + rate * mean[i] / (1 - meanWeight) / size);
                moved |= to != at[i];
                at[i] = to;
            }
        }
        return moved;
    }
}
