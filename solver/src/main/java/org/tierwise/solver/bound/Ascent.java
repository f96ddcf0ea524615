package org.tierwise.solver.bound;

/** Climbs the Lagrangian by its slopes, by {@link SlopeSteps}. */
final class Ascent {
    private final Relaxation relaxation;
    private final DualSpace space;
    private final double[] at;
    private final double[] slope;
    private final SlopeSteps steps;

    Ascent(Relaxation relaxation, DualSpace space, double[] start) {
        this.relaxation = relaxation;
        this.space = space;
        at = start.clone();
        slope = new double[space.size];
        steps = new SlopeSteps(space.size);
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
        steps.begin();
        boolean moved = false;
        for (int i = 0; i < at.length; i++) {
            double to = at[i] + steps.move(i, slope[i], rate);
            if (to != at[i]) {
                to = Math.max(space.least(i), to);
                moved |= to != at[i];
                at[i] = to;
            }
        }
        return moved;
    }
}
