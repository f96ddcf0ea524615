package org.tierwise.solver.model;

import org.jspecify.annotations.Nullable;

/**
 * Whole numbers by place. Where all are equal, one is kept: of tens of millions of options with nothing to share, most
 * columns are like that.
 */
public final class LongColumn {
    /** Missing where all are equal. Nobody writes to it after it was built. */
    public final long @Nullable [] values;

    private final long all;

    private LongColumn(long @Nullable [] values, long all) {
        this.values = values;
        this.all = all;
    }

    static LongColumn of(long[] values) {
        return new LongColumn(values, 0);
    }

    static LongColumn ofAll(long value) {
        return new LongColumn(null, value);
    }

    public long get(int at) {
        return values == null ? all : values[at];
    }
}
