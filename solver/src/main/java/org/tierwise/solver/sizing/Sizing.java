package org.tierwise.solver.sizing;

/** What a workload needs of one accelerator type: a plan, or why it cannot use it. */
public sealed interface Sizing permits ReplicaPlan, RunPlan, Misfit {}
