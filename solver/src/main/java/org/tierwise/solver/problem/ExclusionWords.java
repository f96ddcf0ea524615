package org.tierwise.solver.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.plan.LatencyStack;
import org.tierwise.catalog.pricing.PurchaseTerm;

/** Puts exclusions into words with their arithmetic. Pure; words are made when one is shown, because there are many. */
public final class ExclusionWords {
    private ExclusionWords() {}

    /** Why this slice cannot run at this pool, as one sentence: "12 access + 77 core + 100 processing = 189 ms, limit 120 ms". */
    public static String sentence(DemandSlice slice, PlacementPool pool, Exclusion exclusion) {
        var at = pool.at();
        return switch (exclusion.reason()) {
            case CLASS_TIER ->
                "The class " + slice.slice().workloadClass() + " does not run in " + tier(at.tier()) + " sites here.";
            case RESIDENCY ->
                exclusion.value() > 0
                        ? "The data needs a sovereign operator; " + at.provider()
                                + " is not one for the allowed countries."
                        : "The site is in " + at.country() + ", where the data may not be.";
            case MODEL_SUPPORT -> modelSupport(slice, pool);
            case MEMORY ->
                "Weights and KV cache need " + number(exclusion.value()) + " GiB; " + number(exclusion.limit())
                        + " GiB can be used on the most accelerators that work together.";
            case SITE_LOST -> "The site is left out of this plan, as if it were lost.";
            case CAPACITY ->
                "It needs " + number(exclusion.value()) + " accelerators; " + number(exclusion.limit())
                        + " can be had.";
            case PURCHASE_TERM ->
                at.term() == PurchaseTerm.SPOT
                        ? "Spot capacity may vanish at any time; it is for batch only."
                        : "The policy makes no promise as long as " + term(at.term()) + ".";
            case PROCESSING ->
                "Processing takes " + number(exclusion.value()) + " ms, limit " + number(exclusion.limit()) + " ms.";
            case LATENCY -> latency(exclusion);
            case PREMISES ->
                exclusion.value() > 0
                        ? "The own site serves users within " + number(exclusion.limit()) + " km; these are "
                                + number(exclusion.value()) + " km away."
                        : "The own site serves its own users.";
            case INTERCONNECT ->
                "A run needs " + number(exclusion.value()) + " accelerators; without an interconnect "
                        + number(exclusion.limit()) + " work together.";
            case NEEDS_MEASUREMENT ->
                exclusion.latency() == null
                        ? "No processing time is declared, and none can be computed for what the budget is measured on."
                        : "The vendor publishes no time; with the assumed one "
                                + arithmetic(Objects.requireNonNull(exclusion.latency())) + ", limit "
                                + number(exclusion.limit()) + " ms. A measurement would decide.";
        };
    }

    /** Why a slice has no option at all: how many pools each rule takes away, and how near the nearest came. */
    public static String summary(DemandSlice slice, List<PlacementPool> pools) {
        if (slice.blockedReason() != null) {
            return slice.blockedReason();
        }
        var exclusions = slice.exclusions();
        if (exclusions.total() == 0) {
            return "There is no capacity in the catalogue.";
        }
        var counts = exclusions.counts().entrySet().stream()
                .map(entry -> reason(entry.getKey()) + " rules out " + number(entry.getValue()))
                .collect(Collectors.joining(", "));
        return "None of " + number(exclusions.total()) + " pools and offers can serve it: " + counts + "."
                + exclusions.nearestMisses().stream()
                        .limit(1)
                        .map(exclusion -> {
                            var pool = pools.get(exclusion.pool());
                            return " The nearest is " + pool.at().siteName() + ": " + sentence(slice, pool, exclusion);
                        })
                        .collect(Collectors.joining());
    }

    /**
     * Those that would need the smallest change first: latency by its excess, then capacity, processing and memory by
     * their ratio, then the rules.
     */
    static final Comparator<Exclusion> BY_CHANGE = Comparator.comparingInt((Exclusion e) -> rank(e.reason()))
            .thenComparingDouble(ExclusionWords::excess)
            .thenComparingInt(Exclusion::pool);

    private static double excess(Exclusion exclusion) {
        return exclusion.limit() > 0 ? exclusion.value() / exclusion.limit() : 0;
    }

    private static int rank(ExclusionReason reason) {
        return switch (reason) {
            case LATENCY -> 0;
            case CAPACITY -> 1;
            case PROCESSING -> 2;
            case NEEDS_MEASUREMENT -> 3;
            case MEMORY -> 4;
            case INTERCONNECT -> 5;
            case RESIDENCY -> 6;
            case PREMISES -> 7;
            case PURCHASE_TERM -> 8;
            case CLASS_TIER -> 9;
            case SITE_LOST -> 10;
            case MODEL_SUPPORT -> 11;
        };
    }

    private static String reason(ExclusionReason reason) {
        return switch (reason) {
            case LATENCY -> "latency";
            case CAPACITY -> "capacity";
            case PROCESSING -> "processing time";
            case NEEDS_MEASUREMENT -> "a missing processing time";
            case MEMORY -> "memory";
            case RESIDENCY -> "residency";
            case PURCHASE_TERM -> "the purchase term";
            case CLASS_TIER -> "the class";
            case MODEL_SUPPORT -> "the model";
            case PREMISES -> "the distance to own premises";
            case INTERCONNECT -> "the interconnect";
            case SITE_LOST -> "the loss of the site";
        };
    }

    private static String modelSupport(DemandSlice slice, PlacementPool pool) {
        var model = slice.slice().modelId();
        if (pool.at().offerId() != null) {
            return model == null
                    ? "The workload needs accelerators; the offer sells tokens of a model."
                    : "The offer is of another model than " + model + ".";
        }
        return model == null
                ? "The accelerator is of a kind that needs porting first."
                : model + " is not offered there: it is sold as an API only, or the accelerator needs porting first.";
    }

    private static String latency(Exclusion exclusion) {
        var stack = exclusion.latency();
        if (stack == null) {
            return number(exclusion.value()) + " ms, limit " + number(exclusion.limit()) + " ms.";
        }
        return arithmetic(stack) + ", limit " + number(exclusion.limit()) + " ms.";
    }

    /**
     * "12 access + 77 core + 100 processing = 189 ms". Parts are rounded so that they add up to the rounded total; parts
     * that round to nothing are left out.
     */
    public static String arithmetic(LatencyStack stack) {
        // Small sums get a decimal, because there 0.4 ms can decide.
        int digits = stack.p95Ms() < 100 ? 1 : 0;
        double unit = Math.pow(10, digits);
        var words = new ArrayList<String>();
        double exact = 0;
        long shown = 0;
        for (var part : stack.parts()) {
            exact += part.p95Ms();
            long upTo = Math.round(exact * unit);
            long own = upTo - shown;
            shown = upTo;
            if (own != 0) {
                words.add(fixed(own / unit, digits) + " " + part.name());
            }
        }
        return String.join(" + ", words) + " = " + fixed(shown / unit, digits) + " ms";
    }

    private static String tier(SiteTier tier) {
        return tier.name().toLowerCase(Locale.ROOT);
    }

    private static String term(PurchaseTerm term) {
        return switch (term) {
            case RESERVED_1Y -> "one year";
            case RESERVED_3Y -> "three years";
            case ON_DEMAND, SPOT, OWNED -> term.name();
        };
    }

    private static String fixed(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    /** At most one decimal, and none where it says nothing. */
    static String number(double value) {
        double rounded = Math.round(value * 10) / 10.0;
        return rounded == Math.rint(rounded) || rounded >= 1000 ? fixed(rounded, 0) : fixed(rounded, 1);
    }
}
