package org.tierwise.solver.sizing;

import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.policy.Assumptions;

/** How a location's load moves over its day, as a share of its peak. Both shapes are ASSUMED. */
public enum HourlyProfile {
    /** People at work: full from 9 to 16 o'clock local time, a fifth otherwise. */
    OFFICE,
    /** The same at all hours. */
    FLAT;

    /** Load at a full hour UTC at a place, as a share of its peak. Local time follows the sun: 15 degrees an hour. */
    public double share(int hourUtc, GeoPoint at, Assumptions assumptions) {
        return switch (this) {
            case FLAT -> 1;
            case OFFICE -> {
                long hour = Math.floorMod(hourUtc + Math.round(at.lon() / 15), 24L);
                boolean open = hour >= assumptions.value("demand.officeStartHour")
                        && hour <= assumptions.value("demand.officeEndHour");
                yield open ? 1 : assumptions.value("demand.officeOffPeakShare");
            }
        };
    }
}
