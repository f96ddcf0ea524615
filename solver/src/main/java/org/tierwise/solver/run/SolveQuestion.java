package org.tierwise.solver.run;

import org.tierwise.catalog.policy.PlacementRules;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.solver.problem.BuildChoices;

/** What was asked of an estate and a catalogue, as it is kept with the input of a plan. */
public record SolveQuestion(Policy policy, BuildChoices choices, PlacementRules rules) {}
