package org.tierwise.catalog.taxonomy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.workload.BudgetMetric;
import org.tierwise.catalog.workload.Purpose;
import org.tierwise.catalog.workload.Waiting;
import org.tierwise.catalog.workload.Workload;

/**
 * Says which class a workload has and why. Pure: the same workload and thresholds give the same classification, and
 * nothing of it depends on sites, prices or models, except that a context can be checked against a model's limit.
 *
 * <p>A classification with latency tier NONE (training, fine-tuning, batch) keeps the budget that was written, but no
 * budget applies to it.
 */
public final class Classifier {
    private final Thresholds thresholds;
    private final List<Rule> rules;

    public Classifier(Thresholds thresholds) {
        this.thresholds = thresholds;
        this.rules = new DecisionTable(thresholds).rules();
    }

    /** The condition of each rule in words, with the limits in force, in the order in which they are tried. */
    public Map<String, String> conditions() {
        var conditions = new LinkedHashMap<String, String>();
        rules.forEach(rule -> conditions.put(rule.id(), rule.condition()));
        return conditions;
    }

    /** Classifies without a model, so that no context is too long. */
    public Classification classify(Workload workload) {
        return classify(workload, 0);
    }

    /**
     * Classifies and warns if the context is longer than the model can hold.
     *
     * @param modelMaxContextTokens longest context of the workload's model; 0 or less if unknown
     */
    public Classification classify(Workload workload, int modelMaxContextTokens) {
        var facts = Facts.of(workload, thresholds);
        var trace = new ArrayList<String>();
        var fired = decide(facts, trace);
        var workloadClass = fired.result().apply(facts);
        return new Classification(
                workloadClass,
                latencyTier(workloadClass, facts),
                fired.id(),
                trace,
                fired.evidence().apply(facts),
                eligibleTiers(workloadClass),
                warnings(fired.id(), facts, modelMaxContextTokens),
                facts.waiting() == Waiting.HUMAN,
                facts.budgetMs(),
                metric(workload, workloadClass, facts),
                facts.context(),
                missing(workloadClass, facts));
    }

    private Rule decide(Facts facts, List<String> trace) {
        // N2: without purpose and waiting nothing is known of the workload, however short its budget is.
        var tried = facts.purpose() == null ? rules.subList(rules.size() - 1, rules.size()) : rules;
        for (var rule : tried) {
            trace.add(rule.sentence(facts));
            if (rule.holds().test(facts)) {
                return rule;
            }
        }
        throw new IllegalStateException("The last rule of the decision table must always hold.");
    }

    private LatencyTier latencyTier(WorkloadClass workloadClass, Facts facts) {
        if (workloadClass.unattended() || workloadClass == WorkloadClass.UNCLASSIFIED) {
            return LatencyTier.NONE;
        } else if (facts.budgetAtMost(thresholds.controlMs())) {
            return LatencyTier.T50;
        } else if (facts.budgetAtMost(thresholds.videoMs())) {
            return LatencyTier.T100;
        } else if (facts.budgetAtMost(thresholds.completionMs())) {
            return LatencyTier.T200;
        } else if (facts.budgetAtMost(thresholds.conversationMs())) {
            return LatencyTier.T500;
        }
        return LatencyTier.TOPEN;
    }

    private static Set<SiteTier> eligibleTiers(WorkloadClass workloadClass) {
        return switch (workloadClass) {
            case TRAINING, FINE_TUNING -> EnumSet.of(SiteTier.CENTRAL);
            case BATCH -> EnumSet.of(SiteTier.CENTRAL, SiteTier.REGIONAL);
            case CONTROL_LOOP,
                    LIVE_VIDEO,
                    LARGE_CONTEXT,
                    CODE_COMPLETION,
                    LIVE_CONVERSATION,
                    INTERACTIVE_TOLERANT,
                    NEAR_REAL_TIME -> EnumSet.allOf(SiteTier.class);
            case UNCLASSIFIED -> EnumSet.noneOf(SiteTier.class);
        };
    }

    private Set<Warning> warnings(String rule, Facts facts, int modelMaxContextTokens) {
        var warnings = EnumSet.noneOf(Warning.class);
        var stated = facts.statedBudgetMs();
        if ((rule.equals("R01") || rule.equals("R02")) && stated != null && stated < thresholds.batchBudgetMs()) {
            warnings.add(Warning.BUDGET_IGNORED);
        }
        if (rule.equals("R09") || (rule.equals("R03") && facts.budgetAbove(thresholds.controlMs()))) {
            warnings.add(Warning.PURPOSE_BUDGET_MISMATCH);
        }
        if (facts.purpose() == Purpose.BATCH && facts.waiting() == Waiting.HUMAN) {
            warnings.add(Warning.PURPOSE_WAITING_MISMATCH);
        }
        if (modelMaxContextTokens > 0 && facts.context() > modelMaxContextTokens) {
            warnings.add(Warning.CONTEXT_OVER_MODEL);
        }
        return warnings;
    }

    private static @Nullable BudgetMetric metric(Workload workload, WorkloadClass workloadClass, Facts facts) {
        if (facts.budgetMs() == null || workload.budget().metric() != null) {
            return facts.budgetMs() == null ? null : workload.budget().metric();
        }
        return switch (workloadClass) {
            case LARGE_CONTEXT, LIVE_CONVERSATION, INTERACTIVE_TOLERANT -> BudgetMetric.TTFT;
            case CODE_COMPLETION, NEAR_REAL_TIME -> BudgetMetric.E2E;
            case LIVE_VIDEO -> BudgetMetric.FRAME;
            case CONTROL_LOOP -> BudgetMetric.ACTUATION;
            case TRAINING, FINE_TUNING, BATCH, UNCLASSIFIED -> null;
        };
    }

    private static List<String> missing(WorkloadClass workloadClass, Facts facts) {
        var missing = new ArrayList<String>();
        if (workloadClass == WorkloadClass.UNCLASSIFIED) {
            if (facts.purpose() == null) {
                missing.add("purpose");
            }
            if (facts.budgetMs() == null) {
                missing.add("latency_budget");
            }
        }
        return missing;
    }
}
