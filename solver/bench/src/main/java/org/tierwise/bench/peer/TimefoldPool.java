package org.tierwise.bench.peer;

/**
 * The planning value of Timefold out of the box: a pool with its site. Slices share the pools, so that Timefold can
 * swap them.
 */
public record TimefoldPool(int index, long capacity, Site site) {
    /** A site and what its opening costs. */
    record Site(int index, long openMicros) {}
}
