package org.tierwise.solver.tradeoff;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.tierwise.catalog.pricing.Money;

/**
 * Which price is worth trying next: first nothing, then so much that latency can hardly fall any further, then always
 * the slope of the widest step between two points, which is the price that finds a point on the step or proves that
 * there is little to find. When no step is left, the widest gap between two prices is halved.
 */
final class PriceChoice {
    /** Beyond the price that would bring this part of what latency can fall, a millisecond is bought at any price. */
    private static final double MOST_OF_LATENCY = 0.97;

    /** The latency of the dearest point is near enough to the proven floor. */
    private static final double NEAR_FLOOR = 0.03;

    private static final long DEARER = 6;
    private static final int DEARER_MAX = 2;

    /** Two prices nearer than this part find the same plan. */
    private static final double SAME = 0.02;

    /** Sums of prices stay so small that the arithmetic of bounds cannot overflow. */
    private static final double SUM_MAX = 2e16;

    private static final long PRICE_MAX = 100_000_000_000L;
    private static final long CHEAPEST = 100;

    private final PricedModel priced;

    PriceChoice(PricedModel priced) {
        this.priced = priced;
    }

    /**
     * In micro-dollars; empty if no other price can bring anything new.
     *
     * @param underWay prices that are being solved, of which nothing is known yet
     */
    Optional<Long> next(Tradeoff soFar, List<Money> underWay) {
        var points = soFar.points();
        if (points.isEmpty()) {
            return Optional.of(0L);
        }
        long[] tried = Stream.concat(points.stream().map(TradeoffPoint::pricePerMs), underWay.stream())
                .mapToLong(Money::micros)
                .sorted()
                .toArray();
        long most = most();
        if (most == 0) {
            return Optional.empty();
        }
        if (tried.length == 1) {
            return Optional.of(most);
        }
        long dearest = tried[tried.length - 1];
        long limit = limit();
        boolean known = underWay.stream().noneMatch(price -> price.micros() == dearest);
        if (known && dearest < limit && canFall(soFar) && dearest < most * Math.pow(DEARER, DEARER_MAX)) {
            return Optional.of(Math.min(limit, dearest * DEARER));
        }
        var slope =
                slopes(soFar).stream().filter(price -> !isTried(price, tried)).findFirst();
        return slope.isPresent() ? slope : between(tried);
    }

    private static boolean canFall(Tradeoff soFar) {
        var frontier = soFar.frontier();
        long fastest = frontier.getFirst().latencyMilli();
        long slowest = frontier.getLast().latencyMilli();
        return fastest - soFar.floorMilli() > NEAR_FLOOR * (slowest - soFar.floorMilli());
    }

    /** Slopes of the steps, that of the widest step on the chart first. */
    private static List<Long> slopes(Tradeoff soFar) {
        var frontier = soFar.frontier();
        double width = Math.max(
                1, frontier.getLast().latencyMilli() - frontier.getFirst().latencyMilli());
        double height = Math.max(
                1,
                frontier.getFirst().monthlyCost().micros()
                        - frontier.getLast().monthlyCost().micros());
        record Step(long price, double length) {}
        var steps = new ArrayList<Step>();
        for (int i = 1; i < frontier.size(); i++) {
            long faster = frontier.get(i).latencyMilli() - frontier.get(i - 1).latencyMilli();
            long dearer = frontier.get(i - 1).monthlyCost().micros()
                    - frontier.get(i).monthlyCost().micros();
            long price = BigInteger.valueOf(dearer)
                    .multiply(BigInteger.valueOf(1_000))
                    .divide(BigInteger.valueOf(faster))
                    .min(BigInteger.valueOf(PRICE_MAX))
                    .longValueExact();
            steps.add(new Step(price, Math.hypot(faster / width, dearer / height)));
        }
        return steps.stream()
                .sorted((a, b) -> Double.compare(b.length, a.length))
                .map(Step::price)
                .toList();
    }

    private static Optional<Long> between(long[] tried) {
        long best = 0;
        double widest = 1 + 2 * SAME;
        for (int i = 1; i < tried.length; i++) {
            double low = Math.max(CHEAPEST, tried[i - 1]);
            double ratio = tried[i] / low;
            long middle = Math.round(Math.sqrt(low * tried[i]));
            if (ratio > widest && !isTried(middle, tried)) {
                widest = ratio;
                best = middle;
            }
        }
        return best == 0 ? Optional.empty() : Optional.of(best);
    }

    private static boolean isTried(long price, long[] tried) {
        return price == 0
                || LongStream.of(tried).anyMatch(other -> Math.abs(other - price) <= SAME * Math.min(other, price));
    }

    /** A price at which most of what latency can fall has fallen, if each slice went its own way; 0 if none can. */
    private long most() {
        var model = priced.model();
        double[][] steps = new double[model.slices][];
        int count = 0;
        double all = 0;
        for (int slice = 0; slice < model.slices; slice++) {
            var step = step(slice);
            if (step.length > 0) {
                steps[count++] = step;
                all += step[1];
            }
        }
        if (count == 0) {
            return 0;
        }
        var sorted = Arrays.copyOf(steps, count);
        Arrays.sort(sorted, (a, b) -> Double.compare(a[0], b[0]));
        double fallen = 0;
        double price = 0;
        for (int i = 0; i < count && fallen < MOST_OF_LATENCY * all; i++) {
            fallen += sorted[i][1];
            price = sorted[i][0];
        }
        return Math.min(limit(), Math.max(2 * CHEAPEST, Math.round(price * 1_000)));
    }

    /** Price of the way from the cheapest to the fastest option of a slice, and the latency that it saves. */
    private double[] step(int slice) {
        var model = priced.model();
        int cheapest = -1;
        int fastest = -1;
        for (int i = model.sliceStart[slice]; i < model.sliceStart[slice + 1]; i++) {
            int option = model.sliceOption[i];
            if (cheapest < 0 || priced.sharedCost(option) < priced.sharedCost(cheapest)) {
                cheapest = option;
            }
            if (fastest < 0
                    || priced.latency(option) < priced.latency(fastest)
                    || (priced.latency(option) == priced.latency(fastest)
                            && priced.aloneCost(option) < priced.aloneCost(fastest))) {
                fastest = option;
            }
        }
        if (cheapest < 0 || priced.latency(fastest) >= priced.latency(cheapest)) {
            return new double[0];
        }
        double saved = priced.latency(cheapest) - priced.latency(fastest);
        return new double[] {Math.max(0, priced.aloneCost(fastest) - priced.sharedCost(cheapest)) / saved, saved};
    }

    private long limit() {
        var model = priced.model();
        double slowest = 1;
        for (int slice = 0; slice < model.slices; slice++) {
            long most = 0;
            for (int i = model.sliceStart[slice]; i < model.sliceStart[slice + 1]; i++) {
                most = Math.max(most, priced.latency(model.sliceOption[i]));
            }
            slowest += most;
        }
        return (long) Math.min(PRICE_MAX, SUM_MAX / slowest * 1_000);
    }
}
