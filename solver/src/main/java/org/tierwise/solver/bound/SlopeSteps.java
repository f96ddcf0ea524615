package org.tierwise.solver.bound;

import java.util.Arrays;

/**
 * How far prices move along their slopes: each direction steps as far as the rate says, in the middle of its latest
 * slopes and measured by their usual size, so that limits which rarely change their mind move as fast as those which do
 * (D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, for slopes that jump because the Lagrangian
 * has edges). The rate is to fall from step to step; the caller chooses how fast.
 */
public final class SlopeSteps {
    private static final double MEAN_DECAY = 0.9;
    private static final double SIZE_DECAY = 0.9;

    /** A slope of this size counts as one: of limits that are hardly ever touched. */
    private static final double LEAST_SIZE = 1e-3;

    private final double[] mean;
    private final double[] square;
    private double meanWeight = 1;
    private double sizeWeight = 1;

    public SlopeSteps(int directions) {
        mean = new double[directions];
        square = new double[directions];
    }

    /** Knows no slope any more. */
    public void forget() {
        Arrays.fill(mean, 0);
        Arrays.fill(square, 0);
        meanWeight = 1;
        sizeWeight = 1;
    }

    /** Begins the next step; {@link #move} then tells each direction's. */
    public void begin() {
        meanWeight *= MEAN_DECAY;
        sizeWeight *= SIZE_DECAY;
    }

    /**
     * How far a direction moves.
     *
     * @param slope the present one
     * @param rate how far it moves at most, about
     */
    public double move(int direction, double slope, double rate) {
        mean[direction] = MEAN_DECAY * mean[direction] + (1 - MEAN_DECAY) * slope;
        square[direction] = SIZE_DECAY * square[direction] + (1 - SIZE_DECAY) * slope * slope;
        if (square[direction] == 0) {
            return 0;
        }
        double size = Math.sqrt(square[direction] / (1 - sizeWeight)) + LEAST_SIZE;
        return rate * mean[direction] / (1 - meanWeight) / size;
    }
}
