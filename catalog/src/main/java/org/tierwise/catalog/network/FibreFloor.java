package org.tierwise.catalog.network;

import org.tierwise.catalog.geo.GeoPoint;

/**
 * The fastest round trip that light in glass allows. A row below it is an error of the row: older copies of a published
 * table had shifted labels and claimed 26 ms from Canberra to Chicago, where 148 ms is the least.
 */
public final class FibreFloor {
    /** Group index of refraction of standard single-mode fibre at 1550 nm (Corning SMF-28 data sheet). */
    public static final double GROUP_INDEX = 1.4682;

    private static final double LIGHT_KM_PER_MS = 299.792458;
    private static final double MS_PER_KM = 2 * GROUP_INDEX / LIGHT_KM_PER_MS;

    private FibreFloor() {}

    /** Round trip in ms over {@code km} of fibre laid along the great circle: 0.00979478 ms per km. */
    public static double ms(double km) {
        return MS_PER_KM * km;
    }

    /** Whether a round trip of {@code rttMs} between two points is impossible. */
    public static boolean forbids(double rttMs, GeoPoint from, GeoPoint to) {
        return rttMs < ms(from.kmTo(to));
    }
}
