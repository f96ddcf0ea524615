package org.tierwise.solver.problem;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.LatencyPart;
import org.tierwise.catalog.plan.LatencyStack;
import org.tierwise.catalog.plan.Slice;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.policy.Policy;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.workload.BudgetMetric;

/**
 * Pairs slices with managed offers. Vendors publish no latency, so that one stands in: time to first token and between
 * tokens are assumptions with a wide band. A tight budget is therefore rarely met by an offer before it is measured.
 */
final class OfferPairs {
    private final Networks networks;
    private final PairCosts costs;
    private final Policy policy;
    private final Assumptions assumptions;

    OfferPairs(Networks networks, PairCosts costs, Policy policy, Assumptions assumptions) {
        this.networks = networks;
        this.costs = costs;
        this.policy = policy;
        this.assumptions = assumptions;
    }

    private record Tokens(
            int input, int output, double toolMs, @Nullable Double declaredMs) {}

    void pair(Demanded demanded, World.OfferPool offer, List<Evaluated> results) {
        var tokens = tokens(demanded.work());
        var budget = demanded.budgetMs();
        for (var result : results) {
            if (budget == null) {
                add(demanded, offer, tokens, result, new LatencyStack(List.of()));
            } else {
                live(demanded, budget, offer, tokens, result);
            }
        }
    }

    private static Tokens tokens(Work work) {
        return switch (work) {
            case Work.Language language ->
                new Tokens(language.input(), language.output(), language.toolMs(), language.declaredMs());
            case Work.Closed closed ->
                new Tokens(closed.input(), closed.output(), closed.toolMs(), closed.declaredMs());
            case Work.Stream stream -> throw noTokens();
            case Work.Unmeasured unmeasured -> throw noTokens();
            case Work.Tuning tuning -> throw noTokens();
        };
    }

    private static IllegalStateException noTokens() {
        return new IllegalStateException("Offers are only looked at for work that has tokens.");
    }

    private void live(Demanded demanded, double budgetMs, World.OfferPool offer, Tokens tokens, Evaluated result) {
        int pool = offer.placement().index();
        var processing = processing(demanded.metric(), tokens);
        if (processing == null) {
            result.add(new Exclusion(pool, ExclusionReason.NEEDS_MEASUREMENT, 0, 0, null));
            return;
        }
        var between = demanded.workload().budget().interTokenMs();
        double interToken = assumptions.value("managed.interTokenMs");
        if (between != null && interToken >= between) {
            result.add(new Exclusion(pool, ExclusionReason.PROCESSING, interToken, between, null));
            return;
        }
        var way = networks.between(
                Objects.requireNonNull(result.slice().location(), "a live slice has a location"),
                demanded.workload().demand().access(),
                offer.site(),
                offer.siteIndex());
        double processingLimit = VerdictRule.processingLimit(
                budgetMs, demanded.workload().budget().processingMs());
        var stack = LivePairs.stack(way, null, processing);
        // What nobody has measured is no proof that processing is too slow.
        double seenProcessing = processing.kind() == Kind.ASSUMED ? processing.lowMs() : processing.p95Ms();
        result.see(new VerdictRule.Seen(
                offer.site().tier(), stack.p95Ms(), stack.lowMs(), stack.highMs(), way.accessMs(), seenProcessing));
        boolean mayFit = processing.kind() == Kind.ASSUMED && stack.lowMs() < budgetMs;
        if (mayFit && processing.p95Ms() >= processingLimit) {
            result.add(
                    new Exclusion(pool, ExclusionReason.NEEDS_MEASUREMENT, processing.p95Ms(), processingLimit, stack));
        } else if (seenProcessing >= processingLimit) {
            result.add(new Exclusion(pool, ExclusionReason.PROCESSING, processing.p95Ms(), processingLimit, stack));
        } else if (stack.p95Ms() >= budgetMs) {
            result.add(new Exclusion(pool, ExclusionReason.LATENCY, stack.p95Ms(), budgetMs, stack));
        } else {
            add(demanded, offer, tokens, result, stack);
        }
    }

    private @Nullable LatencyPart processing(BudgetMetric metric, Tokens tokens) {
        var declared = tokens.declaredMs();
        if (declared != null) {
            return new LatencyPart(
                    "processing", declared, declared, declared, Kind.MEASURED, "declared by the workload's owner");
        }
        double first = assumptions.value("managed.ttftP95Ms") + tokens.toolMs();
        return switch (metric) {
            case TTFT -> assumed(first);
            case E2E -> assumed(first + Math.max(0, tokens.output() - 1) * assumptions.value("managed.interTokenMs"));
            case FRAME, ACTUATION -> null;
        };
    }

    private LatencyPart assumed(double p95Ms) {
        return LivePairs.managed(
                p95Ms,
                assumptions.value("managed.bandLow"),
                assumptions.value("managed.bandHigh"),
                "assumed for managed offers: no vendor publishes one");
    }

    private void add(Demanded demanded, World.OfferPool offer, Tokens tokens, Evaluated result, LatencyStack stack) {
        var slice = result.slice();
        double p95 = stack.p95Ms();
        result.add(
                new PlacementOption(
                        offer.placement().index(),
                        0,
                        0,
                        0,
                        costs.model()
                                .tokensCost(offer.offer(), slice.avgRps(), tokens.input(), tokens.output())
                                .micros(),
                        demanded.budgetMs() == null ? 0 : LivePairs.latencyPriceMicros(policy, p95, slice),
                        p95),
                () -> details(offer, tokens, slice, stack));
    }

    private OptionDetails details(World.OfferPool offer, Tokens tokens, Slice slice, LatencyStack stack) {
        var words = offer.offer().modelName() + " of " + offer.offer().vendor() + ", paid by the token"
                + (ManagedPlaces.published(offer.offer())
                        ? ""
                        : "; its place is not published, " + offer.site().name() + " assumed");
        return new OptionDetails(
                stack,
                List.of(),
                List.of(costs.model().tokens(offer.offer(), slice.avgRps(), tokens.input(), tokens.output())),
                words,
                OptionDetails.Queue.NONE,
                costs.model().millionTokens(slice.avgRps(), tokens.input())
                        + costs.model().millionTokens(slice.avgRps(), tokens.output()));
    }
}
