package org.tierwise.solver.run;

import org.tierwise.catalog.job.Job;

/** A sweep as it stands now. */
public record TradeoffRun(Job job, TradeoffInput input, TradeoffProgress progress) {}
