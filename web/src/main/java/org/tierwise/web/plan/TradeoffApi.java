package org.tierwise.web.plan;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.job.JobState;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.run.SolveInput;
import org.tierwise.solver.run.TradeoffInput;
import org.tierwise.solver.run.TradeoffRun;
import org.tierwise.solver.tradeoff.Tradeoff;
import org.tierwise.solver.tradeoff.TradeoffPoint;
import org.tierwise.web.http.Errors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Cost against latency for programs: start a sweep, watch its points come, stop it, and read what is proven. */
public final class TradeoffApi {
    private final Plans plans;
    private final StoredTradeoffs sweeps;

    public TradeoffApi(Plans plans, StoredTradeoffs sweeps) {
        this.plans = plans;
        this.sweeps = sweeps;
    }

    /** A point; {@code onCurve} is false if another one beats it. */
    public record Point(
            Money pricePerMsUsd,
            Money costPerMonthUsd,
            double meanP95Ms,
            double latencyMsRps,
            int placed,
            int unplaced,
            Money boundUsd,
            double gap,
            Money noPlanBelowUsd,
            boolean onCurve,
            @Nullable Integer planNumber,
            @Nullable String planHref) {}

    /** A straight part of the line under which there is no plan; latencies in ms × requests/s. */
    public record Segment(Money pricePerMsUsd, double fromMsRps, double toMsRps, Money costFromUsd, Money costToUsd) {}

    /** What a curve says: its points, the line under which no plan exists, the finding in words. */
    public record Curve(double floorMsRps, List<Point> points, List<Segment> envelope, String finding) {
        /** @param href of a plan by its number, or null */
        public static Curve of(Tradeoff curve, java.util.function.Function<Integer, @Nullable String> href) {
            if (curve.points().isEmpty()) {
                return new Curve(0, List.of(), List.of(), "");
            }
            var envelope = curve.envelope();
            long slowest = curve.points().stream()
                    .mapToLong(TradeoffPoint::latencyMilli)
                    .max()
                    .orElse(0);
            return new Curve(
                    curve.floorMilli() / TradeoffPoint.MILLI,
                    curve.points().stream()
                            .map(point -> {
                                var plan = point.plan();
                                return new Point(
                                        point.pricePerMs(),
                                        point.monthlyCost(),
                                        point.meanMs(),
                                        point.latencyMilli() / TradeoffPoint.MILLI,
                                        point.placed(),
                                        point.unplaced(),
                                        point.bound(),
                                        point.gap(),
                                        envelope.cost(point.latencyMilli()),
                                        curve.isBest(point),
                                        plan,
                                        plan == null ? null : href.apply(plan));
                            })
                            .toList(),
                    envelope.segments(slowest).stream()
                            .map(part -> new Segment(
                                    part.pricePerMs(),
                                    part.fromMilli() / TradeoffPoint.MILLI,
                                    part.toMilli() / TradeoffPoint.MILLI,
                                    part.costFrom(),
                                    part.costTo()))
                            .toList(),
                    TradeoffView.finding(curve));
        }
    }

    record Item(
            int plan,
            JobState state,
            int pointsAsked,
            long limitSeconds,
            double elapsedSeconds,
            boolean stopRequested,
            boolean inputsChanged,
            Curve curve,
            String message) {
        static Item of(TradeoffRun run, String message) {
            var job = run.job();
            return new Item(
                    run.input().plan(),
                    job.state(),
                    run.input().points(),
                    run.input().seconds(),
                    run.progress().elapsedSeconds(),
                    job.stopRequested(),
                    run.progress().changed(),
                    Curve.of(run.progress().curve(), number -> "/api/v1/plans/" + number),
                    message);
        }
    }

    public void show(Context ctx) {
        answer(ctx, item(sweeps.get(ctx)));
    }

    private Item item(TradeoffRun run) {
        return Item.of(run, sweeps.message(run));
    }

    public void start(Context ctx) {
        int number = PlanPages.number(ctx);
        if (plans.find(ctx, number).isEmpty()) {
            throw PlanPages.missing(ctx);
        }
        var body = tree(ctx.body());
        var mistakes = new ArrayList<Map<String, String>>();
        long points = whole(
                body,
                "points",
                TradeoffPages.POINTS_DEFAULT,
                TradeoffInput.POINTS_MIN,
                TradeoffInput.POINTS_MAX,
                mistakes);
        long seconds = whole(
                body,
                "seconds",
                TradeoffPages.SECONDS_DEFAULT,
                TradeoffInput.SECONDS_MIN,
                SolveInput.SECONDS_MAX,
                mistakes);
        if (!mistakes.isEmpty()) {
            Errors.problem(
                    ctx,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "The trade-off cannot start as it was asked for.",
                    Map.of("errors", mistakes));
            return;
        }
        sweeps.start(ctx, (int) points, seconds);
        accepted(ctx);
    }

    /** Ends a sweep and keeps its points; one that has ended stays as it is. */
    public void stop(Context ctx) {
        sweeps.stop(ctx);
        accepted(ctx);
    }

    private void accepted(Context ctx) {
        ctx.status(HttpStatus.ACCEPTED).header("Location", "/api/v1/plans/" + PlanPages.number(ctx) + "/trade-offs");
        answer(ctx, item(sweeps.get(ctx)));
    }

    private static JsonNode tree(String text) {
        JsonNode tree;
        try {
            tree = RecordJson.mapper().readTree(text.isBlank() ? "{}" : text);
        } catch (JacksonException e) {
            throw new BadRequestResponse("The body is no JSON: " + e.getOriginalMessage());
        }
        if (!tree.isObject()) {
            throw new BadRequestResponse("The body must be a JSON object, such as {\"seconds\": 60}.");
        }
        for (var name : tree.propertyNames()) {
            if (!List.of("points", "seconds").contains(name)) {
                throw new BadRequestResponse("There is no field (" + name + "). The fields are: points, seconds.");
            }
        }
        return tree;
    }

    private static long whole(
            JsonNode body, String field, long fallback, long low, long high, List<Map<String, String>> mistakes) {
        var node = body.path(field);
        if (!body.hasNonNull(field)) {
            return fallback;
        }
        if (node.isIntegralNumber() && node.canConvertToLong() && node.asLong() >= low && node.asLong() <= high) {
            return node.asLong();
        }
        mistakes.add(Map.of(
                "field",
                field,
                "value",
                node.toString(),
                "message",
                "(" + node + ") is not a whole number from " + low + " to " + high + "."));
        return fallback;
    }

    private static void answer(Context ctx, Object body) {
        ctx.result(RecordJson.mapper().writeValueAsBytes(body)).contentType(ContentType.APPLICATION_JSON);
    }
}
