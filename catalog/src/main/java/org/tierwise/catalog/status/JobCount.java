package org.tierwise.catalog.status;

import org.tierwise.catalog.job.JobState;

/** How many jobs of one kind are in one state, in all workspaces. */
public record JobCount(String kind, JobState state, int count) {}
