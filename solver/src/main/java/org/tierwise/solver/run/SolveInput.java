package org.tierwise.solver.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.solver.placement.SearchLimits;
import org.tierwise.solver.problem.BuildChoices;

/**
 * What is asked of a run; stored with its job as JSON.
 *
 * @param policy "balanced", "lowest-cost" or "lowest-latency"
 * @param seconds time limit, 1 to {@value #SECONDS_MAX}; missing if the search is limited by steps
 * @param steps step limit, 1 or more; missing if the search is limited by time
 * @param seed of the search, 0 or more
 * @param rules missing for the usual ones
 */
public record SolveInput(
        String policy,
        @Nullable Long seconds,
        @Nullable Long steps,
        long seed,
        boolean acceptOwnPremises,
        boolean leaveOutUnclassified,
        boolean acceptStandInTimes,
        @Nullable SolveRules rules) {
    /** An hour improves any estate; a forgotten run must end. */
    public static final long SECONDS_MAX = 3_600;

    public SolveInput {
        var unused = policyNamed(policy);
        if ((seconds == null) == (steps == null)) {
            throw new IllegalArgumentException("A run needs either seconds or steps as its limit.");
        }
        if (seconds != null && (seconds < 1 || seconds > SECONDS_MAX)) {
            throw new IllegalArgumentException(
                    "The time limit (" + seconds + " s) must be 1 to " + SECONDS_MAX + " s.");
        }
        if (steps != null && steps < 1) {
            throw new IllegalArgumentException("The step limit (" + steps + ") must be 1 or more.");
        }
        if (seed < 0) {
            throw new IllegalArgumentException("The seed (" + seed + ") must not be negative.");
        }
    }

    /** A run of some seconds. */
    public static SolveInput ofSeconds(
            String policy, long seconds, long seed, boolean acceptOwnPremises, boolean leaveOutUnclassified) {
        return new SolveInput(policy, seconds, null, seed, acceptOwnPremises, leaveOutUnclassified, false, null);
    }

    /**
     * The policy of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Policy policyNamed(String name) {
        return switch (name) {
            case "balanced" -> Policy.BALANCED;
            case "lowest-cost" -> Policy.LOWEST_COST;
            case "lowest-latency" -> Policy.LOWEST_LATENCY;
            case String other ->
                throw new IllegalArgumentException(
                        "There is no policy (" + other + "). Choose balanced, lowest-cost or lowest-latency.");
        };
    }

    BuildChoices choices() {
        return new BuildChoices(acceptOwnPremises, leaveOutUnclassified, acceptStandInTimes);
    }

    /** What is left of the limit after {@code spent}. Steps are never shortened: they promise a repeatable plan. */
    SearchLimits limits(Duration spent) {
        if (steps != null) {
            return SearchLimits.ofSteps(steps, seed);
        }
        var left = Duration.ofSeconds(seconds == null ? 1 : seconds).minus(spent);
        return SearchLimits.ofTime(left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left, seed);
    }
}
