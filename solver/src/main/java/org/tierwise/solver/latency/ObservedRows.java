package org.tierwise.solver.latency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.network.FibreFloor;
import org.tierwise.catalog.network.RoundTripRow;

/**
 * Measured and published rows by where they start. A row counts for users near its start, in its own direction. Rows
 * that cannot be true are kept aside.
 */
final class ObservedRows {
    private final List<Origin> origins = new ArrayList<>();
    private final List<RejectedRow> rejected = new ArrayList<>();
    private final double withinKm;

    private record Origin(GeoPoint at, List<RoundTripRow> rows) {}

    /** @param points where each end of a row is, by its id */
    ObservedRows(List<RoundTripRow> rows, Map<String, GeoPoint> points, double withinKm) {
        this.withinKm = withinKm;
        Map<String, Origin> byFrom = new LinkedHashMap<>();
        for (var row : rows) {
            var from = points.get(row.from());
            var to = points.get(row.to());
            if (from == null || to == null) {
                rejected.add(new RejectedRow(row, RejectedRow.Reason.UNKNOWN_PLACE, 0, 0));
            } else if (FibreFloor.forbids(row.p50Ms(), from, to)) {
                double km = from.kmTo(to);
                rejected.add(new RejectedRow(row, RejectedRow.Reason.BELOW_FLOOR, km, FibreFloor.ms(km)));
            } else if (!row.from().equals(row.to())) {
                // A row from a region to itself is a round trip inside one building: no user sits there.
                byFrom.computeIfAbsent(row.from(), id -> new Origin(from, new ArrayList<>()))
                        .rows()
                        .add(row);
            }
        }
        origins.addAll(byFrom.values());
    }

    /** The best row to each site for users at a point: the strongest kind, then the nearest start. */
    Map<String, RoundTripRow> near(GeoPoint at) {
        Map<String, RoundTripRow> best = new HashMap<>();
        origins.stream()
                .filter(origin -> at.kmTo(origin.at()) <= withinKm)
                .sorted(Comparator.comparingDouble(origin -> at.kmTo(origin.at())))
                .flatMap(origin -> origin.rows().stream())
                .forEach(row -> best.merge(row.to(), row, ObservedRows::stronger));
        return best;
    }

    private static RoundTripRow stronger(RoundTripRow nearer, @Nullable RoundTripRow farther) {
        return farther != null
                        && farther.provenance()
                                        .kind()
                                        .compareTo(nearer.provenance().kind())
                                < 0
                ? farther
                : nearer;
    }

    List<RejectedRow> rejected() {
        return List.copyOf(rejected);
    }
}
