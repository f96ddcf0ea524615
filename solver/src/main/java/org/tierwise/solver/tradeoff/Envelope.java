package org.tierwise.solver.tradeoff;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tierwise.catalog.pricing.Money;

/**
 * The line under which no plan exists. Each price {@code w} with its proven bound {@code L} says that every plan that
 * serves as much costs at least {@code L − w × latency}; together they say the highest of these. Left of
 * {@code floorMilli} there is no plan at any price. All arithmetic is exact.
 *
 * @param lines by price, dearest first
 * @param floorMilli no plan has a lower latency, in thousandths of ms × requests/s
 */
public record Envelope(List<Line> lines, long floorMilli) {
    private static final BigInteger MILLI = BigInteger.valueOf(1_000);

    /** What one price proves. */
    public record Line(long priceMicros, long boundMicros) {
        /** No plan of this latency costs less: {@code bound − floor(price × latency)}, because costs are whole. */
        long costMicros(long latencyMilli) {
            return BigInteger.valueOf(boundMicros)
                    .subtract(product(priceMicros, latencyMilli).divide(MILLI))
                    .longValueExact();
        }

        /** The last latency at which this dearer line is not below the other. */
        private long lastNotBelow(Line cheaper) {
            return BigInteger.valueOf(boundMicros)
                    .subtract(BigInteger.valueOf(cheaper.boundMicros))
                    .multiply(MILLI)
                    .divide(BigInteger.valueOf(priceMicros - cheaper.priceMicros))
                    .longValueExact();
        }
    }

    /**
     * A straight part: from one latency to another, both inclusive, this price's line is the highest.
     *
     * @param costFrom no plan at {@code fromMilli} costs less
     * @param costTo no plan at {@code toMilli} costs less
     */
    public record Segment(Money pricePerMs, long fromMilli, long toMilli, Money costFrom, Money costTo) {}

    public Envelope {
        lines = List.copyOf(lines);
    }

    /** What the points prove together. */
    static Envelope of(List<TradeoffPoint> points, long floorMilli) {
        return new Envelope(
                points.stream()
                        .map(point -> new Line(
                                point.pricePerMs().micros(), point.bound().micros()))
                        .sorted(Comparator.comparingLong(Line::priceMicros)
                                .reversed()
                                .thenComparing(Comparator.comparingLong(Line::boundMicros)
                                        .reversed()))
                        .toList(),
                floorMilli);
    }

    /** No plan of this latency costs less; 0 if nothing is proven. */
    public Money cost(long latencyMilli) {
        return new Money(
                lines.stream().mapToLong(line -> line.costMicros(latencyMilli)).reduce(0, Math::max));
    }

    /** The straight parts from the floor to {@code untilMilli}, fastest first; none if the floor is beyond that. */
    public List<Segment> segments(long untilMilli) {
        var segments = new ArrayList<Segment>();
        long from = floorMilli;
        while (from <= untilMilli && !lines.isEmpty()) {
            var line = highest(from);
            long to = untilMilli;
            for (var other : lines) {
                if (other.priceMicros < line.priceMicros) {
                    to = Math.min(to, Math.max(from, line.lastNotBelow(other)));
                }
            }
            segments.add(new Segment(
                    new Money(line.priceMicros),
                    from,
                    to,
                    new Money(line.costMicros(from)),
                    new Money(line.costMicros(to))));
            from = to + 1;
        }
        return segments;
    }

    /** Where two are equally high the cheaper one, which is the higher one from there on. */
    private Line highest(long latencyMilli) {
        var best = lines.getFirst();
        for (var line : lines) {
            best = scaledCost(line, latencyMilli).compareTo(scaledCost(best, latencyMilli)) >= 0 ? line : best;
        }
        return best;
    }

    private static BigInteger scaledCost(Line line, long latencyMilli) {
        return BigInteger.valueOf(line.boundMicros).multiply(MILLI).subtract(product(line.priceMicros, latencyMilli));
    }

    private static BigInteger product(long price, long latency) {
        return BigInteger.valueOf(price).multiply(BigInteger.valueOf(latency));
    }
}
