package org.tierwise.catalog.job;

/**
 * The answer to a sign of life.
 *
 * @param mine false: the lease is lost, another worker may have the job; write nothing more
 * @param stopRequested true: the user wants it to end and keep the best
 */
public record Heartbeat(boolean mine, boolean stopRequested) {}
