package org.tierwise.solver.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.policy.Assumptions;
import org.tierwise.catalog.taxonomy.Verdict;

/**
 * What the sites say of one workload at one place: must it run at the edge, would the edge help, or is it hopeless.
 * Pure arithmetic over the eligible options; it knows neither sites nor prices. Source: product definition, section
 * 3.4; its cases V1 to V8 are the tests.
 */
public final class VerdictRule {
    private static final String PROCESSING_ADVICE = "A smaller model, less context or a prefix cache would help.";
    private static final String ACCESS_ADVICE = "The access network alone takes most of it: a site on the premises"
            + " reached by LAN, or fibre instead of radio, would help.";

    private VerdictRule() {}

    /**
     * An option that the class, residency, memory and the model allow, with its predicted p95 and the band of it.
     *
     * @param accessMs p95 of the last mile, part of {@code p95Ms}
     * @param processingMs p95 of processing, part of {@code p95Ms}
     */
    public record Seen(
            SiteTier tier, double p95Ms, double lowMs, double highMs, double accessMs, double processingMs) {}

    /**
     * @param budgetMs the allowed maximum; missing for batch and training, where latency does not count
     * @param processingBudgetMs a second budget for processing alone; missing if there is none
     */
    public record Question(
            @Nullable Double budgetMs, @Nullable Double processingBudgetMs) {}

    /**
     * @param minimumTier the minimum sufficient tier: the farthest with an option inside the budget; missing if none is
     * @param advice what would help, in words; empty if nothing needs help
     */
    public record Ruling(Verdict verdict, @Nullable SiteTier minimumTier, String advice) {}

    /**
     * When the edge is called beneficial: all three must hold.
     *
     * @param savedMs it saves at least this
     * @param savedShare … and at least this part of the best other total
     * @param noticeableMs … and people would notice the time without it
     */
    public record Beneficial(double savedMs, double savedShare, double noticeableMs) {
        public static Beneficial of(Assumptions assumptions) {
            return new Beneficial(
                    assumptions.value("taxonomy.edgeBeneficialMs"),
                    assumptions.value("taxonomy.edgeBeneficialShare"),
                    assumptions.value("taxonomy.noticeableMs"));
        }
    }

    public static Ruling decide(Question question, List<Seen> eligible, Beneficial beneficial) {
        if (eligible.isEmpty()) {
            return new Ruling(Verdict.NO_ELIGIBLE_OPTION, null, "");
        }
        var budget = question.budgetMs();
        if (budget == null) {
            return new Ruling(Verdict.EDGE_UNNECESSARY, farthest(eligible), "");
        }
        double processingLimit = processingLimit(budget, question.processingBudgetMs());
        var fast = eligible.stream()
                .filter(seen -> seen.processingMs() < processingLimit)
                .toList();
        if (fast.isEmpty()) {
            return new Ruling(Verdict.INFEASIBLE_PROCESSING, null, PROCESSING_ADVICE);
        }
        var inside = fast.stream().filter(seen -> seen.p95Ms() < budget).toList();
        if (inside.isEmpty()) {
            return fast.stream().anyMatch(seen -> seen.lowMs() < budget)
                    ? new Ruling(Verdict.NEEDS_MEASUREMENT, null, "A measured round trip would decide.")
                    : new Ruling(Verdict.INFEASIBLE_NETWORK, null, accessAdvice(fast, budget));
        }
        return new Ruling(amongFeasible(budget, fast, inside, beneficial), farthest(inside), "");
    }

    private static Verdict amongFeasible(double budget, List<Seen> fast, List<Seen> inside, Beneficial beneficial) {
        var far = fast.stream().filter(seen -> seen.tier() != SiteTier.EDGE).toList();
        if (far.stream().anyMatch(seen -> seen.highMs() < budget)) {
            double bestFar = best(far);
            double saved = bestFar - best(edges(fast));
            boolean worthwhile = saved >= Math.max(beneficial.savedMs(), beneficial.savedShare() * bestFar);
            return worthwhile && bestFar > beneficial.noticeableMs()
                    ? Verdict.EDGE_BENEFICIAL
                    : Verdict.EDGE_UNNECESSARY;
        }
        boolean noneElsewhere = far.stream().allMatch(seen -> seen.lowMs() >= budget);
        return noneElsewhere && !edges(inside).isEmpty() ? Verdict.EDGE_REQUIRED : Verdict.NEEDS_MEASUREMENT;
    }

    /** Processing must stay below this: the smaller of the two budgets. */
    static double processingLimit(double budgetMs, @Nullable Double processingBudgetMs) {
        return processingBudgetMs == null ? budgetMs : Math.min(budgetMs, processingBudgetMs);
    }

    /** Access is to blame if even a site next door, with this access and the least processing, would be too slow. */
    private static String accessAdvice(List<Seen> fast, double budget) {
        double least = fast.stream()
                .mapToDouble(seen -> seen.accessMs() + seen.processingMs())
                .min()
                .orElse(0);
        return least >= 0.9 * budget ? ACCESS_ADVICE : "A site nearer to the users would help.";
    }

    private static List<Seen> edges(List<Seen> all) {
        return all.stream().filter(seen -> seen.tier() == SiteTier.EDGE).toList();
    }

    private static double best(List<Seen> all) {
        return all.stream().mapToDouble(Seen::p95Ms).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** Tiers are declared farthest first. */
    private static SiteTier farthest(List<Seen> all) {
        return all.stream().map(Seen::tier).min(SiteTier::compareTo).orElseThrow();
    }
}
