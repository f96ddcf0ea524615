package org.tierwise.web.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.Alternative;
import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.Slice;
import org.tierwise.catalog.plan.Unplaced;

/** Why a slice is where it is, or why it is nowhere, in ready words. */
record ExplanationView(
        Facts facts,
        String reason,
        @Nullable Where where,
        List<Part> latency,
        @Nullable Bar bar,
        List<Cost> cost,
        String totalCost,
        List<Option> feasible,
        List<Option> ruledOut,
        String nearestChange) {

    record Facts(
            String sliceId,
            String externalId,
            String workload,
            String location,
            String workloadClass,
            String latencyTier,
            String budget,
            String peak,
            String average,
            String share,
            String model,
            int criticality,
            List<String> notes) {
        static Facts of(Slice slice) {
            var budget = slice.budgetMs();
            var model = slice.modelId();
            return new Facts(
                    slice.id(),
                    slice.externalId(),
                    slice.workloadName(),
                    slice.locationLabel(),
                    PlanText.words(slice.workloadClass()),
                    slice.latencyTier().name(),
                    budget == null ? "no latency budget" : PlanText.ms(budget),
                    PlanText.rps(slice.peakRps()),
                    PlanText.rps(slice.avgRps()),
                    PlanText.percent(slice.share()),
                    model == null ? "none: streams without a model" : model,
                    slice.criticality(),
                    slice.notes());
        }
    }

    /** {@code range} is the band; OGNL keeps the word "band" for itself. */
    record Where(
            String tier,
            String tierWords,
            String site,
            String place,
            String provider,
            String hardware,
            String term,
            String accelerators,
            String replicas,
            String verdict,
            String minimumTier,
            PlacementRow.State state,
            String total,
            String range) {}

    record Part(String name, String p95, String range, String kind, String source) {}

    /** The latency bar: parts and the budget line in thousandths of its length. */
    record Bar(List<Segment> segments, @Nullable String budgetX, String words) {}

    record Segment(String name, String x, String width) {}

    record Cost(String name, String amount, String arithmetic, String kind, String source) {}

    record Option(
            String tier,
            String tierWords,
            String site,
            String place,
            String hardware,
            String p95,
            String delta,
            String ruledOutBy) {}

    static ExplanationView of(Placement placement) {
        var at = placement.at();
        var minimum = placement.minimumTier();
        var stack = placement.latency();
        return new ExplanationView(
                Facts.of(placement.slice()),
                placement.reason(),
                new Where(
                        at.tier().name().toLowerCase(Locale.ROOT),
                        PlanText.words(at.tier()),
                        at.siteName(),
                        at.city() + ", " + at.country(),
                        at.provider(),
                        PlanText.hardware(at),
                        PlanText.words(at.term()),
                        PlanText.count(placement.accelerators()),
                        PlanText.count(placement.replicas()),
                        PlanText.words(placement.verdict()),
                        minimum == null ? "not known" : PlanText.words(minimum),
                        PlacementRow.State.of(placement),
                        PlanText.ms(stack.p95Ms()),
                        range(stack.lowMs(), stack.highMs())),
                parts(stack.parts()),
                placement.slice().budgetMs() == null
                        ? null
                        : bar(stack.parts(), placement.slice().budgetMs()),
                placement.cost().stream()
                        .map(part -> new Cost(
                                part.name(),
                                PlanText.cents(part.amount()),
                                part.arithmetic(),
                                part.kind().name(),
                                part.source()))
                        .toList(),
                PlanText.cents(placement.monthlyCost()),
                options(placement.alternatives(), true),
                options(placement.alternatives(), false),
                "");
    }

    static ExplanationView of(Unplaced unplaced) {
        return new ExplanationView(
                Facts.of(unplaced.slice()),
                unplaced.reason(),
                null,
                List.of(),
                null,
                List.of(),
                "0.00",
                options(unplaced.nearest(), true),
                options(unplaced.nearest(), false),
                unplaced.nearestChange());
    }

    private static List<Part> parts(List<LatencyPart> parts) {
        return parts.stream()
                .map(part -> new Part(
                        PlanText.words(part.name()),
                        PlanText.ms(part.p95Ms()),
                        range(part.lowMs(), part.highMs()),
                        part.kind().name(),
                        part.source()))
                .toList();
    }

    /** A declared number has no band. */
    private static String range(double low, double high) {
        return low == high ? "–" : PlanText.ms(low) + " to " + PlanText.ms(high);
    }

    private static Bar bar(List<LatencyPart> parts, double budget) {
        double total = parts.stream().mapToDouble(LatencyPart::p95Ms).sum();
        double length = Math.max(total, budget) * 1.05;
        var segments = new ArrayList<Segment>();
        double x = 0;
        for (var part : parts) {
            double width = 1000 * part.p95Ms() / length;
            segments.add(new Segment(part.name(), number(x), number(width)));
            x += width;
        }
        return new Bar(
                segments,
                number(1000 * budget / length),
                "Predicted 95th percentile " + PlanText.ms(total) + " of a budget of " + PlanText.ms(budget));
    }

    private static List<Option> options(List<Alternative> all, boolean feasible) {
        return all.stream()
                .filter(option -> (option.ruledOutBy() == null) == feasible)
                .map(ExplanationView::option)
                .toList();
    }

    private static Option option(Alternative option) {
        var p95 = option.p95Ms();
        var delta = option.costDelta();
        var reason = option.ruledOutBy();
        var at = option.at();
        return new Option(
                at.tier().name().toLowerCase(Locale.ROOT),
                PlanText.words(at.tier()),
                at.siteName(),
                at.city() + ", " + at.country(),
                PlanText.hardware(at),
                p95 == null ? "–" : PlanText.ms(p95),
                delta == null ? "–" : PlanText.delta(delta),
                reason == null ? "" : reason);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
