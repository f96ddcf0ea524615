package org.tierwise.catalog.workload;

/** What a latency budget is measured on: the first token, the whole answer, a frame, an actuator's move. */
public enum BudgetMetric {
    TTFT,
    E2E,
    FRAME,
    ACTUATION
}
