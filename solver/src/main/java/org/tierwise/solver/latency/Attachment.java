package org.tierwise.solver.latency;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.network.BackboneHub;

/**
 * Where a point enters the backbone: its nearest hubs on the same landmass, computed once per point, because pairs are
 * many and points are few.
 *
 * @param hubs indices of up to three hubs, nearest first
 * @param km distance to each of them, by land
 * @param landmass body of land; missing for islands that the table does not know
 * @param x with y and z the point on the unit sphere: the distance of two points is then three multiplications and a
 *     root, without trigonometry
 */
record Attachment(
        GeoPoint at,
        String country,
        int[] hubs,
        double[] km,
        @Nullable String landmass,
        double x,
        double y,
        double z) {
    static Attachment of(
            GeoPoint at, String country, HubGraph graph, Map<String, String> landmassByCountry, int hubsPerEnd) {
        var all = graph.hubs();
        var landmass = landmass(at, country, landmassByCountry);
        int[] near = nearest(
                at,
                all,
                IntStream.range(0, all.size()).filter(i -> all.get(i).landmass().equals(landmass)),
                hubsPerEnd);
        if (near.length == 0) {
            near = nearest(at, all, IntStream.range(0, all.size()), hubsPerEnd);
        }
        double[] km =
                IntStream.of(near).mapToDouble(i -> at.kmTo(all.get(i).at())).toArray();
        double lat = Math.toRadians(at.lat());
        double lon = Math.toRadians(at.lon());
        return new Attachment(
                at,
                country,
                near,
                km,
                landmass,
                Math.cos(lat) * Math.cos(lon),
                Math.cos(lat) * Math.sin(lon),
                Math.sin(lat));
    }

    /** Hawaii belongs to the country US but not to its mainland. */
    private static @Nullable String landmass(GeoPoint at, String country, Map<String, String> byCountry) {
        return country.equals("US") && at.lon() < -150 && at.lat() < 30 ? "HI" : byCountry.get(country);
    }

    private static int[] nearest(GeoPoint at, List<BackboneHub> hubs, IntStream candidates, int hubsPerEnd) {
        return candidates
                .boxed()
                .sorted(Comparator.comparingDouble(i -> at.kmTo(hubs.get(i).at())))
                .limit(hubsPerEnd)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Great-circle distance in km, the same as {@link GeoPoint#kmTo} but for rounding. */
    double kmTo(Attachment other) {
        return 2 * GeoPoint.EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chordSquared(other)) / 2));
    }

    /** Square of the straight line through the unit sphere: grows with the distance and costs no root and no sine. */
    double chordSquared(Attachment other) {
        double dx = x - other.x;
        double dy = y - other.y;
        double dz = z - other.z;
        return dx * dx + dy * dy + dz * dz;
    }

    /** The squared chord of two points {@code km} apart. */
    static double chordSquared(double km) {
        double chord = 2 * Math.sin(km / (2 * GeoPoint.EARTH_RADIUS_KM));
        return chord * chord;
    }

    boolean sameLandmass(Attachment other) {
        return landmass != null && landmass.equals(other.landmass);
    }
}
