package org.tierwise.solver.run;

import org.tierwise.solver.problem.BuildChoices;

/**
 * What is asked of a sweep of cost against latency; stored with its job as JSON.
 *
 * @param plan number of the plan that it begins from; its policy holds for all points but for the price of latency
 * @param points {@value #POINTS_MIN} to {@value #POINTS_MAX}
 * @param seconds for all points together, {@value #SECONDS_MIN} to {@value SolveInput#SECONDS_MAX}
 */
public record TradeoffInput(
        int plan,
        int points,
        long seconds,
        long seed,
        boolean acceptOwnPremises,
        boolean leaveOutUnclassified,
        boolean acceptStandInTimes) {
    /** Fewer would show no curve. */
    public static final int POINTS_MIN = 3;

    /** Each is a plan of the workspace; more would bury the others. */
    public static final int POINTS_MAX = 24;

    public static final long SECONDS_MIN = 5;

    public TradeoffInput {
        if (points < POINTS_MIN || points > POINTS_MAX) {
            throw new IllegalArgumentException(
                    "The number of points (" + points + ") must be " + POINTS_MIN + " to " + POINTS_MAX + ".");
        }
        if (seconds < SECONDS_MIN || seconds > SolveInput.SECONDS_MAX) {
            throw new IllegalArgumentException(
                    "The time (" + seconds + " s) must be " + SECONDS_MIN + " to " + SolveInput.SECONDS_MAX + " s.");
        }
    }

    BuildChoices choices() {
        return new BuildChoices(acceptOwnPremises, leaveOutUnclassified, acceptStandInTimes);
    }
}
