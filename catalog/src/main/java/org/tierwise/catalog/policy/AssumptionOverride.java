package org.tierwise.catalog.policy;

/**
 * An assumption that a workspace sets differently.
 *
 * @param value in the unit of the assumption
 * @param setBy who says so: the source of the number
 */
public record AssumptionOverride(String key, double value, String setBy) {}
