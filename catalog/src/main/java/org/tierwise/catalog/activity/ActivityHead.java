package org.tierwise.catalog.activity;

/**
 * The newest entry of the log.
 *
 * @param seq 0 if there is none yet
 */
public record ActivityHead(long seq, String hash) {}
