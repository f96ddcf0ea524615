package org.tierwise.solver.model;

import java.util.Arrays;

/** Lists of plain numbers that grow; a boxed list of tens of millions would not fit in memory. */
final class Numbers {
    private static final int FIRST = 64;

    private Numbers() {}

    static final class Ints {
        private int[] values = new int[FIRST];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, grown(size));
            }
            values[size++] = value;
        }

        int size() {
            return size;
        }

        /** The values; this list is empty afterwards, so that both never stay in memory. */
        int[] take() {
            int[] taken = size == values.length ? values : Arrays.copyOf(values, size);
            values = new int[FIRST];
            size = 0;
            return taken;
        }
    }

    static final class Longs {
        private long[] values = new long[FIRST];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, grown(size));
            }
            values[size++] = value;
        }

        long[] take() {
            long[] taken = size == values.length ? values : Arrays.copyOf(values, size);
            values = new long[FIRST];
            size = 0;
            return taken;
        }
    }

    private static int grown(int size) {
        return Math.addExact(size, Math.max(FIRST, size / 2));
    }
}
