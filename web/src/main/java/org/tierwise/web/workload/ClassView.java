package org.tierwise.web.workload;

import java.util.List;
import org.tierwise.catalog.taxonomy.Classification;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;

/** A classification in words. */
record ClassView(
        String workloadClass,
        String latencyTier,
        String rule,
        String evidence,
        String interactivity,
        String budget,
        List<String> tiers,
        List<String> trace,
        List<String> warnings,
        List<String> missing) {
    static ClassView of(Classification classification, Messages messages) {
        return new ClassView(
                messages.text("class." + classification.workloadClass()),
                messages.text("latencyTier." + classification.latencyTier()),
                classification.rule(),
                classification.evidence(),
                messages.text(classification.interactive() ? "interactivity.human" : "interactivity.other"),
                classification.budgetMs() == null
                        ? messages.text("budget.none")
                        : Numbers.milliseconds(classification.budgetMs()),
                classification.eligibleTiers().stream().map(Enum::name).toList(),
                classification.trace(),
                classification.warnings().stream()
                        .map(warning -> messages.text("warning." + warning + ".text"))
                        .toList(),
                classification.missing());
    }
}
