package org.tierwise.solver.problem;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.workload.AccessProfile;
import org.tierwise.catalog.workload.BudgetMetric;
import org.tierwise.catalog.workload.Constraints;
import org.tierwise.catalog.workload.Demand;
import org.tierwise.catalog.workload.LatencyBudget;
import org.tierwise.catalog.workload.Runtime;
import org.tierwise.catalog.workload.UserLocation;
import org.tierwise.catalog.workload.Workload;

/**
 * For a slice without options, the smallest single change that would place it. Each candidate is verified: the changed
 * workload is classified, cut and paired again, and only a change that then has an option is named.
 */
final class NearestChange {
    /** A budget may grow by this part before other changes are looked at first. */
    private static final double SMALL_RAISE = 0.25;

    /** From this cost a month on, a placed slice is asked whether its budget makes it dear: 10,000 USD. */
    private static final long DEAR_MICROS = 10_000_000_000L;

    private final Models models;
    private final WorkloadEvaluator evaluator;
    private final World world;
    private final PremisesTrial premises;

    NearestChange(Models models, WorkloadEvaluator evaluator, World world) {
        this.models = models;
        this.evaluator = evaluator;
        this.world = world;
        premises = new PremisesTrial(models);
    }

    /** In words; empty if no single change of those that are tried would place it. */
    String of(Demanded demanded, Evaluated result) {
        var workload = demanded.workload();
        Stream<Supplier<@Nullable String>> tries = Stream.of(
                () -> wholeAnswer(demanded, result),
                () -> declaredTime(workload, result),
                () -> budget(demanded, result, SMALL_RAISE),
                () -> access(workload, result),
                () -> onPremises(demanded, result),
                () -> capacity(result),
                () -> country(workload, result),
                () -> smallerModel(workload, result),
                () -> budget(demanded, result, Double.POSITIVE_INFINITY));
        return tries.map(Supplier::get).filter(Objects::nonNull).findFirst().orElse("");
    }

    /**
     * For a placed slice: what makes it dear, and what it would cost with more time. Empty if it is not dear, or if
     * four times the budget would not halve its cost.
     */
    String cheaper(Demanded demanded, Evaluated result) {
        var budget = demanded.budgetMs();
        boolean computed = demanded.work() instanceof Work.Language language
                && language.declaredMs() == null
                && demanded.metric() == BudgetMetric.E2E;
        long now = leastMicros(result);
        if (budget == null || !computed || now < DEAR_MICROS) {
            return "";
        }
        for (double factor : new double[] {1.5, 2, 4}) {
            double raised = Math.ceil(budget * factor / 100) * 100;
            long then = leastMicros(again(
                    withBudget(demanded.workload(), raised), result.slice().location()));
            if (then <= now / 2) {
                int tokens = ((Work.Language) demanded.work()).output();
                return "The budget makes it dear: " + ExclusionWords.number(budget) + " ms for an answer of "
                        + ExclusionWords.number(tokens) + " tokens is " + ExclusionWords.number(budget / tokens)
                        + " ms per token; alone it costs at least " + usd(now) + " a month, with a budget of "
                        + ExclusionWords.number(raised) + " ms " + usd(then) + ".";
            }
        }
        return "";
    }

    /** Cost of the cheapest option for this slice alone; without an option it cannot be had for any money. */
    private static long leastMicros(Evaluated result) {
        return result.options().stream()
                .mapToLong(option -> option.sliceCostMicros()
                        + option.replicaCostMicros() * Math.max(1, Math.ceilDiv(option.loadMicros(), 1_000_000L)))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static String usd(long micros) {
        return String.format(Locale.ROOT, "USD %,.0f", micros / 1e6);
    }

    /** Text has no frames: a class of machines takes it for a stream although its model could be computed. */
    private @Nullable String wholeAnswer(Demanded demanded, Evaluated result) {
        var workload = demanded.workload();
        var old = workload.budget();
        if (!(demanded.work() instanceof Work.Language) || !has(result, ExclusionReason.NEEDS_MEASUREMENT)) {
            return null;
        }
        var changed = with(
                workload,
                new LatencyBudget(
                        old.totalMs(),
                        BudgetMetric.E2E,
                        old.percentile(),
                        old.processingMs(),
                        old.interTokenMs(),
                        old.deadlineSeconds()),
                workload.demand(),
                workload.runtime(),
                workload.constraints());
        return places(changed, result.slice().location())
                ? "Give its latency metric as E2E, the whole answer: it works on text, which has no frames. Then the model's"
                        + " time can be computed and it is placed."
                : null;
    }

    private @Nullable String declaredTime(Workload workload, Evaluated result) {
        if (!has(result, ExclusionReason.NEEDS_MEASUREMENT)) {
            return null;
        }
        // From generous to demanding: the first that works is the least that a measurement must show.
        for (double ms : new double[] {1_000, 500, 200, 100, 50, 20, 10, 5, 2}) {
            if (places(withProcessing(workload, ms), result.slice().location())) {
                return "Declare its processing time: with " + ExclusionWords.number(ms)
                        + " ms or less (95th percentile) it can be placed.";
            }
        }
        return null;
    }

    private @Nullable String budget(Demanded demanded, Evaluated result, double raise) {
        var budget = demanded.budgetMs();
        if (budget == null) {
            return null;
        }
        // Strictly below the budget is asked for, and a queue needs room too.
        var least = result.exclusions().leastP95Ms();
        if (least.isEmpty() || least.getAsDouble() < budget) {
            return null;
        }
        for (double room : new double[] {1, 1.05, 1.1, 1.25}) {
            double raised = Math.floor(least.getAsDouble() * room) + 1;
            if (raised > budget * (1 + raise)) {
                return null;
            }
            if (places(withBudget(demanded.workload(), raised), result.slice().location())) {
                return "A latency budget of " + ExclusionWords.number(raised) + " ms (+"
                        + ExclusionWords.number(raised - budget) + " ms) would place it.";
            }
        }
        return null;
    }

    private @Nullable String access(Workload workload, Evaluated result) {
        var access = workload.demand().access();
        if (access == AccessProfile.LAN || access == AccessProfile.FIBRE) {
            return null;
        }
        return places(withAccess(workload, AccessProfile.FIBRE), result.slice().location())
                ? "Fibre instead of " + access.label() + " as the access network would place it."
                : null;
    }

    private @Nullable String onPremises(Demanded demanded, Evaluated result) {
        var location = result.slice().location();
        return location != null
                        && demanded.classification().eligibleTiers().contains(SiteTier.EDGE)
                        && premises.places(demanded, result.slice())
                ? "An own site on the premises at " + location.label() + ", reached by LAN, would place it."
                : null;
    }

    /** True without another look: a pair is ruled out by capacity only after it has passed all else. */
    private @Nullable String capacity(Evaluated result) {
        var shortage = result.exclusions().leastShortage();
        if (shortage == null) {
            return null;
        }
        var at = world.pools().get(shortage.pool()).at();
        return ExclusionWords.number(shortage.value()) + " instead of " + ExclusionWords.number(shortage.limit()) + " "
                + at.acceleratorId() + " at " + at.siteName() + " would place it.";
    }

    private @Nullable String country(Workload workload, Evaluated result) {
        if (!has(result, ExclusionReason.RESIDENCY)) {
            return null;
        }
        var everywhere =
                again(withResidency(workload, List.of()), result.slice().location());
        return everywhere.options().stream()
                .min(Comparator.comparingDouble(PlacementOption::p95Ms).thenComparingInt(PlacementOption::pool))
                .map(option -> world.pools().get(option.pool()).at())
                .map(at -> "If the data may also be in " + at.country() + ", it can be placed in " + at.siteName()
                        + " (" + at.provider() + ").")
                .orElse(null);
    }

    private @Nullable String smallerModel(Workload workload, Evaluated result) {
        var name = "meta-llama/Meta-Llama-3.1-8B";
        boolean helps = result.slice().modelId() != null
                && !name.equals(result.slice().modelId())
                && places(withModel(workload, name), result.slice().location());
        return helps
                ? "The open model " + name + " instead of " + result.slice().modelId() + " would place it."
                : null;
    }

    private static boolean has(Evaluated result, ExclusionReason reason) {
        return result.exclusions().has(reason);
    }

    private boolean places(Workload changed, @Nullable UserLocation location) {
        return !again(changed, location).options().isEmpty();
    }

    /** The slice of that place, after the change. */
    private Evaluated again(Workload changed, @Nullable UserLocation location) {
        return evaluator.evaluate(models.slices().cut(changed)).stream()
                .filter(result -> Objects.equals(result.slice().location(), location))
                .findFirst()
                .orElseThrow();
    }

    private static Workload withBudget(Workload workload, double totalMs) {
        var old = workload.budget();
        return with(
                workload,
                new LatencyBudget(
                        totalMs,
                        old.metric(),
                        old.percentile(),
                        old.processingMs(),
                        old.interTokenMs(),
                        old.deadlineSeconds()),
                workload.demand(),
                workload.runtime(),
                workload.constraints());
    }

    private static Workload withAccess(Workload workload, AccessProfile access) {
        var old = workload.demand();
        return with(
                workload,
                workload.budget(),
                new Demand(
                        old.points(),
                        old.peakRps(),
                        old.avgRps(),
                        old.users(),
                        old.callsPerUserDay(),
                        access,
                        old.growthPctYear()),
                workload.runtime(),
                workload.constraints());
    }

    private static Workload withProcessing(Workload workload, double ms) {
        var old = workload.runtime();
        return withRuntime(
                workload,
                new Runtime(
                        old.model(),
                        old.modelSizeB(),
                        old.gpuMemoryGb(),
                        ms,
                        old.toolMs(),
                        old.payloadInBytes(),
                        old.payloadOutBytes()));
    }

    private static Workload withModel(Workload workload, String model) {
        var old = workload.runtime();
        return withRuntime(
                workload,
                new Runtime(
                        model,
                        null,
                        old.gpuMemoryGb(),
                        old.processingMs(),
                        old.toolMs(),
                        old.payloadInBytes(),
                        old.payloadOutBytes()));
    }

    private static Workload withRuntime(Workload workload, Runtime runtime) {
        return with(workload, workload.budget(), workload.demand(), runtime, workload.constraints());
    }

    private static Workload withResidency(Workload workload, List<String> residency) {
        var old = workload.constraints();
        return with(
                workload,
                workload.budget(),
                workload.demand(),
                workload.runtime(),
                new Constraints(
                        residency,
                        "",
                        old.sovereignOnly() && !residency.isEmpty(),
                        old.dataClass(),
                        old.coupling(),
                        old.criticality(),
                        old.availabilityPct(),
                        old.outageCostPerHour(),
                        old.monthlyBudget(),
                        old.currency(),
                        old.currentSite(),
                        old.currentVendor()));
    }

    private static Workload with(
            Workload old, LatencyBudget budget, Demand demand, Runtime runtime, Constraints constraints) {
        return new Workload(
                old.externalId(),
                old.source(),
                old.name(),
                old.description(),
                old.owner(),
                old.businessUnit(),
                old.costCentre(),
                old.tags(),
                old.parentId(),
                old.status(),
                old.purpose(),
                old.waiting(),
                budget,
                old.tokens(),
                demand,
                runtime,
                constraints,
                old.custom());
    }
}
