package org.tierwise.solver.tradeoff;

import org.tierwise.catalog.plan.PlacementPlan;

/** A price that somebody else solved: the point, and its plan with its proof. */
public record SolvedPrice(TradeoffPoint point, PlacementPlan plan) {}
