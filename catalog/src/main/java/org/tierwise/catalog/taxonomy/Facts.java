package org.tierwise.catalog.taxonomy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.workload.Purpose;
import org.tierwise.catalog.workload.Waiting;
import org.tierwise.catalog.workload.Workload;

/**
 * What the decision table looks at, after normalisation N1 to N4. Each value knows the words in which the trace
 * shows it. A missing value is null and satisfies no condition.
 *
 * @param statedBudgetMs the latency budget as written, before a short deadline stands in for it
 * @param context context in tokens; 0 if unknown
 */
record Facts(
        @Nullable Purpose purpose,
        @Nullable Waiting waiting,
        boolean purposeStated,
        boolean waitingStated,
        @Nullable Double statedBudgetMs,
        @Nullable Double budgetMs,
        @Nullable Double deadlineSeconds,
        int context) {

    static Facts of(Workload workload, Thresholds thresholds) {
        var purpose = workload.purpose();
        var waiting = workload.waiting();
        var budget = workload.budget();
        return new Facts(
                purpose == null && waiting != null ? purposeFor(waiting) : purpose,
                waiting == null && purpose != null ? waitingFor(purpose) : waiting,
                purpose != null,
                waiting != null,
                budget.totalMs(),
                budgetMs(budget.totalMs(), budget.deadlineSeconds(), thresholds),
                budget.deadlineSeconds(),
                context(workload));
    }

    /** N1. */
    private static Waiting waitingFor(Purpose purpose) {
        return switch (purpose) {
            case INTERACTIVE -> Waiting.HUMAN;
            case STREAM, CONTROL, SERVICE -> Waiting.MACHINE;
            case BATCH, TRAINING, FINE_TUNING -> Waiting.NOBODY;
        };
    }

    /** N2. */
    private static Purpose purposeFor(Waiting waiting) {
        return switch (waiting) {
            case HUMAN -> Purpose.INTERACTIVE;
            case MACHINE -> Purpose.SERVICE;
            case NOBODY -> Purpose.BATCH;
        };
    }

    /** N3. */
    private static @Nullable Double budgetMs(
            @Nullable Double stated, @Nullable Double deadlineSeconds, Thresholds thresholds) {
        if (stated != null) {
            return stated;
        }
        return deadlineSeconds != null && deadlineSeconds < thresholds.batchDeadlineSeconds()
                ? (Double) (deadlineSeconds * 1_000)
                : null;
    }

    /** N4. One of input and output alone counts as what is known; the sum saturates rather than turn negative. */
    private static int context(Workload workload) {
        var tokens = workload.tokens();
        if (tokens.context() != null) {
            return tokens.context();
        }
        long sum = (tokens.input() == null ? 0L : tokens.input()) + (tokens.output() == null ? 0L : tokens.output());
        return (int) Math.min(sum, Integer.MAX_VALUE);
    }

    boolean budgetAtMost(double ms) {
        return budgetMs != null && budgetMs <= ms;
    }

    boolean budgetAbove(double ms) {
        return budgetMs != null && budgetMs > ms;
    }

    String purposeWords() {
        if (purpose == null) {
            return "the purpose is missing";
        }
        return "the purpose is " + purpose + (purposeStated ? "" : " (taken from who waits)");
    }

    String waitingWords() {
        if (waiting == null) {
            return "who waits is missing";
        }
        var who = switch (waiting) {
            case HUMAN -> "a human waits";
            case MACHINE -> "a machine waits";
            case NOBODY -> "nobody waits";
        };
        return who + (waitingStated ? "" : " (taken from the purpose)");
    }

    String budgetWords() {
        if (budgetMs == null) {
            return "the budget is missing";
        }
        return "the budget is " + milliseconds(budgetMs) + (statedBudgetMs == null ? " (taken from the deadline)" : "");
    }

    String deadlineWords() {
        return deadlineSeconds == null
                ? "the deadline is missing"
                : "the deadline is " + number(deadlineSeconds) + " s";
    }

    String contextWords() {
        return context == 0
                ? "the context is unknown"
                : "the context is " + grouped(Integer.toString(context)) + " tokens";
    }

    static String milliseconds(double ms) {
        return number(ms) + " ms";
    }

    private static String number(double value) {
        var exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return exact.scale() <= 0 ? grouped(exact.toPlainString()) : exact.toPlainString();
    }

    /** "120000" to "120,000". Sentences are made for each row of an import, where a formatter would take the most time. */
    static String grouped(String digits) {
        var text = new StringBuilder(digits);
        for (int i = digits.length() - 3; i > (digits.startsWith("-") ? 1 : 0); i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }
}
