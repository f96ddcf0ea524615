package org.tierwise.web.plan;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.job.JobState;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.run.TradeoffRun;
import org.tierwise.solver.tradeoff.Envelope;
import org.tierwise.solver.tradeoff.Tradeoff;
import org.tierwise.solver.tradeoff.TradeoffPoint;

/**
 * A sweep in ready words.
 *
 * @param begun false if there is none for this plan
 * @param seen points that the page shows; what the next part of it is compared with
 * @param base number of the plan that it began from
 * @param charts empty before the first point
 */
record TradeoffView(
        boolean begun,
        boolean open,
        boolean stopping,
        String state,
        String point,
        String elapsed,
        String remaining,
        int percent,
        boolean resumed,
        String message,
        int seen,
        int base,
        boolean changed,
        String finding,
        String better,
        List<TradeoffChart> charts,
        List<Row> rows) {
    /** One point; {@code plan} is 0 if it was not kept. */
    record Row(
            int plan,
            boolean best,
            boolean current,
            String price,
            String cost,
            String mean,
            String sum,
            int unplaced,
            String gap,
            String less) {}

    static final TradeoffView NONE = new TradeoffView(
            false, false, false, "", "", "", "", 0, false, "", 0, 0, false, "", "", List.of(), List.of());

    static TradeoffView of(TradeoffRun run, int shown, String message) {
        var job = run.job();
        var curve = run.progress().curve();
        boolean open = !job.state().ended();
        var limit = Duration.ofSeconds(run.input().seconds());
        var elapsed = Duration.ofMillis(Math.round(run.progress().elapsedSeconds() * 1_000));
        var left = limit.minus(elapsed);
        int points = run.input().points();
        int found = curve.points().size();
        return new TradeoffView(
                true,
                open,
                open && job.stopRequested(),
                words(job.state(), job.stopRequested()),
                open
                        ? "point " + Math.min(points, found + 1) + " of " + points + solving(run)
                        : found + " prices tried",
                clock(elapsed),
                clock(left.isNegative() ? Duration.ZERO : left),
                open ? (int) Math.min(100, 100 * elapsed.toMillis() / Math.max(1, limit.toMillis())) : 100,
                job.attempt() > 1,
                message,
                found,
                run.input().plan(),
                run.progress().changed(),
                curve.points().isEmpty() ? "" : finding(curve),
                curve.points().isEmpty() ? "" : better(curve, run.input().plan()),
                curve.points().isEmpty() ? List.of() : TradeoffChart.both(curve, shown),
                curve.points().isEmpty() ? List.of() : rows(curve, shown));
    }

    private static String solving(TradeoffRun run) {
        var price = run.progress().solving();
        return price == null ? "" : ", USD " + TradeoffCsv.price(price) + " per ms";
    }

    private static String words(JobState state, boolean stopping) {
        return switch (state) {
            case QUEUED -> "Waiting for a free worker";
            case RUNNING -> stopping ? "Stopping, the points are kept" : "Computing";
            case DONE -> stopping ? "Stopped, the points were kept" : "Done";
            case STOPPED -> "Stopped before the first point";
            case FAILED -> "Failed";
        };
    }

    /** "From 120 ms to 90 ms costs USD 18,000 a month more; below 80 ms no plan exists at any price." */
    static String finding(Tradeoff curve) {
        var frontier = curve.frontier();
        var fastest = frontier.getFirst();
        var cheapest = frontier.getLast();
        double rps = Math.max(1e-9, fastest.peakRps());
        double floor = TradeoffChart.ms(curve.floorMilli(), rps);
        var limit = curve.floorMilli() == 0 ? "." : "; below " + below(floor) + " no plan exists at any price.";
        if (frontier.size() == 1) {
            return "The cheapest plan that was found is also the fastest: " + PlanText.usd(cheapest.monthlyCost())
                    + " a month at " + PlanText.ms(cheapest.meanMs()) + limit;
        }
        var knee = knee(frontier);
        var first = "From " + ms(cheapest, rps) + " to " + ms(knee, rps) + " costs " + more(knee, cheapest)
                + " a month more";
        return knee.equals(fastest)
                ? first + limit
                : first + ", from there to " + ms(fastest, rps) + " another " + more(fastest, knee) + " a month"
                        + limit;
    }

    /** Rounded down, because below it there is nothing. */
    private static String below(double floor) {
        double scale = floor < 100 ? 10 : 1;
        return PlanText.ms(Math.floor(floor * scale) / scale);
    }

    private static String ms(TradeoffPoint point, double rps) {
        return PlanText.ms(TradeoffChart.ms(point.latencyMilli(), rps));
    }

    private static String more(TradeoffPoint dear, TradeoffPoint cheap) {
        return PlanText.usd(dear.monthlyCost().minus(cheap.monthlyCost()));
    }

    /** Where the curve bends: farthest below the straight line from the cheapest to the fastest. */
    private static TradeoffPoint knee(List<TradeoffPoint> frontier) {
        var fastest = frontier.getFirst();
        var cheapest = frontier.getLast();
        double width = Math.max(1, cheapest.latencyMilli() - fastest.latencyMilli());
        double height = Math.max(
                1, fastest.monthlyCost().micros() - cheapest.monthlyCost().micros());
        var best = fastest;
        double farthest = 0.02;
        for (var point : frontier) {
            double x = (point.latencyMilli() - fastest.latencyMilli()) / width;
            double y = (point.monthlyCost().micros() - cheapest.monthlyCost().micros()) / height;
            if (1 - x - y > farthest) {
                farthest = 1 - x - y;
                best = point;
            }
        }
        return best;
    }

    private static String better(Tradeoff curve, int base) {
        var now = curve.current();
        if (now == null) {
            return "";
        }
        return curve.frontier().stream()
                .filter(point -> point.plan() != null && point.dominates(now))
                .findFirst()
                .map(point -> "Plan " + point.plan() + " is "
                        + (point.monthlyCost().equals(now.monthlyCost())
                                ? "as cheap as"
                                : PlanText.usd(now.monthlyCost().minus(point.monthlyCost())) + " a month cheaper than")
                        + " plan " + base + " and "
                        + (point.latencyMilli() == now.latencyMilli()
                                ? "as fast."
                                : PlanText.ms(now.meanMs() - point.meanMs()) + " faster on average."))
                .orElse("");
    }

    private static List<Row> rows(Tradeoff curve, int shown) {
        var envelope = curve.envelope();
        return curve.points().stream()
                .sorted(java.util.Comparator.comparingLong(TradeoffPoint::latencyMilli)
                        .thenComparing(point -> point.pricePerMs().micros()))
                .map(point -> row(curve, envelope, point, shown))
                .toList();
    }

    private static Row row(Tradeoff curve, Envelope envelope, TradeoffPoint point, int shown) {
        @Nullable Integer plan = point.plan();
        return new Row(
                plan == null ? 0 : plan,
                curve.isBest(point),
                plan != null && plan == shown,
                TradeoffCsv.price(point.pricePerMs()),
                PlanText.cents(point.monthlyCost()),
                PlanText.msNumber(point.meanMs()),
                String.format(Locale.ENGLISH, "%,.1f", point.latencyMilli() / TradeoffPoint.MILLI),
                point.unplaced(),
                gap(point.gap()),
                PlanText.cents(new Money(Math.max(
                        0,
                        point.monthlyCost().micros()
                                - envelope.cost(point.latencyMilli()).micros()))));
    }

    private static String gap(double part) {
        return part == 0 ? "0 %" : part < 1e-4 ? "< 0.01 %" : String.format(Locale.ENGLISH, "%.2f %%", 100 * part);
    }

    private static String clock(Duration duration) {
        return String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }
}
