package org.tierwise.web.export;

import org.jspecify.annotations.Nullable;

/** How a predicted p95 stands against its budget, in words; tight means that less than 10 % of the budget is left. */
record LatencyState(String css, String words) {
    private static final double TIGHT = 0.9;

    static LatencyState of(double p95Ms, @Nullable Double budgetMs) {
        if (budgetMs == null) {
            return new LatencyState("none", "no latency budget");
        }
        if (p95Ms > budgetMs) {
            return new LatencyState("bad", "✕ Over by " + Words.number(p95Ms - budgetMs, 1) + " ms");
        }
        if (p95Ms > TIGHT * budgetMs) {
            return new LatencyState("warn", "△ Tight, " + Words.number(budgetMs - p95Ms, 1) + " ms left");
        }
        return new LatencyState("ok", "✓ Meets budget");
    }
}
