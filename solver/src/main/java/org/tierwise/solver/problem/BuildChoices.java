package org.tierwise.solver.problem;

/**
 * What the user has accepted before a problem is built.
 *
 * @param acceptOwnPremises a workload hosted "On-prem CITY" proposes an own edge site there
 * @param leaveOutUnclassified unclassified workloads are listed as unplaced; otherwise they stop the build
 * @param acceptStandInTimes streams without a declared time are sized with a published one instead of being refused
 */
public record BuildChoices(boolean acceptOwnPremises, boolean leaveOutUnclassified, boolean acceptStandInTimes) {
    /** What the command line takes, and says so. */
    public static final BuildChoices DEFAULT = new BuildChoices(true, true, false);
}
