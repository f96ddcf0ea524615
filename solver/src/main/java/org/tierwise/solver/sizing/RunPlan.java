package org.tierwise.solver.sizing;

import org.tierwise.catalog.provenance.Kind;

/**
 * A training or a fine-tuning: a run that comes again.
 *
 * @param accelerators whole accelerators that one run takes: 1, 2, 4, 8 or a multiple of 8
 * @param acceleratorHoursPerRun accelerator-hours of one run
 * @param runsPerMonth how often it comes in 730 hours
 * @param hoursPerMonth hours a month that each accelerator is used, at most 730
 * @param arithmetic how it comes about, in words
 */
public record RunPlan(
        String acceleratorId,
        int accelerators,
        double acceleratorHoursPerRun,
        double runsPerMonth,
        double hoursPerMonth,
        Kind kind,
        String arithmetic)
        implements Sizing {}
