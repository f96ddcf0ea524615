package org.tierwise.bench.peer;

/** A serving group at a pool, for Timefold out of the box; equal only to itself. */
final class TimefoldCell {
    final TimefoldPool pool;
    final int accelerators;
    final long replicaMicros;

    TimefoldCell(TimefoldPool pool, int accelerators, long replicaMicros) {
        this.pool = pool;
        this.accelerators = accelerators;
        this.replicaMicros = replicaMicros;
    }

    /** A pool with its site; equal by its number. */
    record TimefoldPool(int index, long capacity, TimefoldSite site) {}

    /** A site and what its opening costs. */
    record TimefoldSite(int index, long openMicros) {}
}
