package org.tierwise.catalog.policy;

/**
 * An assumption that a workspace sets differently.
 *
 * @param value in the unit of the assumption
 * @param setBy who says so: the source of the number
 * @param setOn the day on which it was said, by UTC, such as "2026-11-21"; empty before it is stored
 */
public record AssumptionOverride(String key, double value, String setBy, String setOn) {
    /** One that is to be stored now. */
    public static AssumptionOverride toStore(String key, double value, String setBy) {
        return new AssumptionOverride(key, value, setBy, "");
    }
}
