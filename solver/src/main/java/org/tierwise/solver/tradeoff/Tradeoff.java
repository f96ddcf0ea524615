package org.tierwise.solver.tradeoff;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A curve of cost against latency, finished or not.
 *
 * @param points in the order in which they were found
 * @param floorMilli no plan that serves as much has a lower latency, in thousandths of ms × requests/s
 * @param current the plan that the sweep began from, measured like the points; its price and bound are 0. Missing if it
 *     does not fit the estate as it is now
 */
public record Tradeoff(
        List<TradeoffPoint> points,
        long floorMilli,
        @Nullable TradeoffPoint current) {
    public static final Tradeoff NONE = new Tradeoff(List.of(), 0, null);

    public Tradeoff {
        points = List.copyOf(points);
    }

    /** The points that no other point beats, the fastest first; of equal points the first one found. */
    public List<TradeoffPoint> frontier() {
        return points.stream()
                .filter(point -> points.stream().noneMatch(other -> other.dominates(point)))
                .filter(point -> points.stream()
                        .filter(other -> other.isSameAs(point))
                        .findFirst()
                        .equals(Optional.of(point)))
                .sorted(Comparator.comparingLong(TradeoffPoint::latencyMilli))
                .toList();
    }

    /** True for a point of the {@link #frontier}. */
    public boolean isBest(TradeoffPoint point) {
        return frontier().contains(point);
    }

    /** Holds for every plan that leaves no more unplaced than the best point. */
    public Envelope envelope() {
        return Envelope.of(points, floorMilli);
    }

    /** The same, in which a point has got the number of its plan. */
    public Tradeoff naming(TradeoffPoint point, int number) {
        return new Tradeoff(
                points.stream()
                        .map(one -> one.equals(point) ? one.keptAs(number) : one)
                        .toList(),
                floorMilli,
                current);
    }

    Tradeoff with(TradeoffPoint point) {
        var more = new java.util.ArrayList<>(points);
        more.add(point);
        return new Tradeoff(more, floorMilli, current);
    }

    Tradeoff withFloor(long milli) {
        return new Tradeoff(points, milli, current);
    }

    Tradeoff withCurrent(@Nullable TradeoffPoint measured) {
        return new Tradeoff(points, floorMilli, measured);
    }
}
