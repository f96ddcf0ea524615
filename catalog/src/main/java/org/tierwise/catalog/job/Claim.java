package org.tierwise.catalog.job;

import org.jspecify.annotations.Nullable;

/**
 * The right to work on a job, as long as its lease is renewed.
 *
 * @param fence number of this claim: whoever claims the job later has a higher one, and this one can write no more
 * @param checkpoint JSON that an earlier attempt left; missing at the first
 */
public record Claim(Job job, long fence, @Nullable String checkpoint) {}
