package org.tierwise.catalog.plan;

/** A plan with its place in the database. */
public record StoredPlan(PlanSummary summary, PlacementPlan plan) {}
