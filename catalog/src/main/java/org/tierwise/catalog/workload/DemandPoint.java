package org.tierwise.catalog.workload;

/**
 * Part of a workload's demand that comes from one place.
 *
 * @param share fraction of the workload's demand, above 0 and at most 1; the shares of a workload add to 1
 */
public record DemandPoint(UserLocation location, double share) {
    public DemandPoint {
        if (!(share > 0 && share <= 1 + 1e-9)) {
            throw new IllegalArgumentException(
                    "The share (" + share + ") of location (" + location.label() + ") must be above 0 and at most 1.");
        }
    }
}
