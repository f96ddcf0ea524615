package org.tierwise.solver.search;

/**
 * The best assignment so far.
 *
 * @param optionBySlice position in each slice's list of options, −1 where it is unplaced; not to be changed
 * @param unplacedWeight weight of the demand that is not placed
 * @param objectiveMicros money of the objective, in micro-dollars: cost and price of latency
 */
public record Incumbent(int[] optionBySlice, long unplacedWeight, long objectiveMicros) {}
