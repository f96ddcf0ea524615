package org.tierwise.catalog.taxonomy;

import static org.tierwise.catalog.taxonomy.Facts.milliseconds;

import java.util.List;
import java.util.function.Function;
import org.tierwise.catalog.workload.Purpose;
import org.tierwise.catalog.workload.Waiting;

/** The rules R01 to R11 of the taxonomy in their order, with the limits of one set of thresholds. */
final class DecisionTable {
    private final Thresholds limits;

    DecisionTable(Thresholds limits) {
        this.limits = limits;
    }

    List<Rule> rules() {
        return List.of(r01(), r02(), r03(), r04(), r05(), r06(), r07(), r08(), r09(), r10(), r11());
    }

    private Rule r01() {
        return new Rule(
                "R01",
                "the purpose is training or fine-tuning",
                this::trains,
                Facts::purposeWords,
                facts -> facts.purpose() == Purpose.TRAINING ? WorkloadClass.TRAINING : WorkloadClass.FINE_TUNING,
                facts -> facts.purpose() == Purpose.TRAINING ? "trains a model" : "fine-tunes a model");
    }

    private boolean trains(Facts facts) {
        return facts.purpose() == Purpose.TRAINING || facts.purpose() == Purpose.FINE_TUNING;
    }

    private Rule r02() {
        return new Rule(
                "R02",
                "neither control nor stream, no human waits, and the purpose is batch, nobody waits, or there are "
                        + milliseconds(limits.batchBudgetMs()) + " or more to answer",
                this::isBatch,
                facts -> join(facts.purposeWords(), facts.waitingWords(), facts.budgetWords(), facts.deadlineWords()),
                facts -> WorkloadClass.BATCH,
                this::batchEvidence);
    }

    private boolean isBatch(Facts facts) {
        if (facts.purpose() == Purpose.CONTROL
                || facts.purpose() == Purpose.STREAM
                || facts.waiting() == Waiting.HUMAN) {
            return false;
        }
        return facts.purpose() == Purpose.BATCH || facts.waiting() == Waiting.NOBODY || hasTime(facts);
    }

    private boolean hasTime(Facts facts) {
        var budget = facts.budgetMs();
        var deadline = facts.deadlineSeconds();
        return budget != null
                ? budget >= limits.batchBudgetMs()
                : deadline != null && deadline >= limits.batchDeadlineSeconds();
    }

    private String batchEvidence(Facts facts) {
        var why = facts.purpose() == Purpose.BATCH ? "batch work" : facts.waitingWords();
        return facts.deadlineSeconds() == null ? why : why + ", " + facts.deadlineWords();
    }

    private Rule r03() {
        return new Rule(
                "R03",
                "control with a budget",
                facts -> facts.purpose() == Purpose.CONTROL && facts.budgetMs() != null,
                facts -> join(facts.purposeWords(), facts.budgetWords()),
                facts -> WorkloadClass.CONTROL_LOOP,
                facts -> budget(facts) + " and control");
    }

    private Rule r04() {
        return new Rule(
                "R04",
                "stream with a " + range(limits.controlMs(), limits.videoMs()),
                facts -> facts.purpose() == Purpose.STREAM && within(facts, limits.controlMs(), limits.videoMs()),
                facts -> join(facts.purposeWords(), facts.budgetWords()),
                facts -> WorkloadClass.LIVE_VIDEO,
                facts -> budget(facts) + " and a live stream");
    }

    private Rule r05() {
        var limit = Facts.grouped(Integer.toString(limits.largeContextTokens()));
        return new Rule(
                "R05",
                "a context of at least " + limit + " tokens with a budget",
                facts -> facts.context() >= limits.largeContextTokens() && facts.budgetMs() != null,
                facts -> join(facts.contextWords(), facts.budgetWords()),
                facts -> WorkloadClass.LARGE_CONTEXT,
                facts -> facts.contextWords() + " and " + budget(facts));
    }

    private Rule r06() {
        return human("R06", WorkloadClass.CODE_COMPLETION, limits.videoMs(), limits.completionMs());
    }

    private Rule r07() {
        return human("R07", WorkloadClass.LIVE_CONVERSATION, limits.completionMs(), limits.conversationMs());
    }

    private Rule r08() {
        return human("R08", WorkloadClass.INTERACTIVE_TOLERANT, limits.conversationMs(), Double.POSITIVE_INFINITY);
    }

    private Rule human(String id, WorkloadClass workloadClass, double above, double upTo) {
        return new Rule(
                id,
                "a human waits with a " + range(above, upTo),
                facts -> facts.waiting() == Waiting.HUMAN && within(facts, above, upTo),
                facts -> join(facts.waitingWords(), facts.budgetWords()),
                facts -> workloadClass,
                facts -> budget(facts) + " and " + facts.waitingWords());
    }

    private Rule r09() {
        Function<Facts, WorkloadClass> result =
                facts -> facts.budgetAtMost(limits.controlMs()) ? WorkloadClass.CONTROL_LOOP : WorkloadClass.LIVE_VIDEO;
        return new Rule(
                "R09",
                "a budget up to " + milliseconds(limits.videoMs()),
                facts -> facts.budgetAtMost(limits.videoMs()),
                Facts::budgetWords,
                result,
                facts -> budget(facts) + " although " + facts.purposeWords());
    }

    private Rule r10() {
        return new Rule(
                "R10",
                "a budget above " + milliseconds(limits.videoMs()),
                facts -> facts.budgetAbove(limits.videoMs()),
                Facts::budgetWords,
                facts -> WorkloadClass.NEAR_REAL_TIME,
                facts -> budget(facts) + " and " + facts.waitingWords());
    }

    private Rule r11() {
        return new Rule(
                "R11",
                "none of the others",
                facts -> true,
                this::unclassifiedEvidence,
                facts -> WorkloadClass.UNCLASSIFIED,
                this::unclassifiedEvidence);
    }

    private String unclassifiedEvidence(Facts facts) {
        return facts.purpose() == null
                ? join("the purpose and who waits are missing", facts.budgetWords())
                : join(facts.budgetWords(), facts.purposeWords());
    }

    private static boolean within(Facts facts, double above, double upTo) {
        return facts.budgetAbove(above) && facts.budgetAtMost(upTo);
    }

    private static String range(double above, double upTo) {
        var from = "budget above " + milliseconds(above);
        return Double.isInfinite(upTo) ? from : from + " and up to " + milliseconds(upTo);
    }

    private static String budget(Facts facts) {
        return facts.budgetMs() == null ? "no budget" : "budget " + milliseconds(facts.budgetMs());
    }

    private static String join(String... parts) {
        return String.join(", ", parts);
    }
}
