package org.tierwise.bench.peer;

/** The planning value of Timefold out of the box; equal only to itself. */
public final class TimefoldOption {
    final int index;
    final TimefoldCell cell;
    final long load;
    final long micros;

    TimefoldOption(int index, TimefoldCell cell, long load, long micros) {
        this.index = index;
        this.cell = cell;
        this.load = load;
        this.micros = micros;
    }
}
