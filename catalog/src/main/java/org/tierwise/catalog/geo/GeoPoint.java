package org.tierwise.catalog.geo;

/**
 * A point on the earth in WGS84 degrees.
 *
 * @param lat -90 to 90
 * @param lon -180 to 180
 */
public record GeoPoint(double lat, double lon) {
    /** Mean earth radius in km (IUGG). */
    public static final double EARTH_RADIUS_KM = 6371.0088;

    public GeoPoint {
        if (!(lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180)) {
            throw new IllegalArgumentException("The point (" + lat + ", " + lon
                    + ") is not on the earth. Maybe latitude and longitude are swapped.");
        }
    }

    /** Great-circle distance in km, haversine formula. */
    public double kmTo(GeoPoint other) {
        double phi1 = Math.toRadians(lat);
        double phi2 = Math.toRadians(other.lat);
        double dPhi = phi2 - phi1;
        double dLambda = Math.toRadians(other.lon - lon);
        double a = Math.sin(dPhi / 2) * Math.sin(dPhi / 2)
                + Math.cos(phi1) * Math.cos(phi2) * Math.sin(dLambda / 2) * Math.sin(dLambda / 2);
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(a)));
    }
}
