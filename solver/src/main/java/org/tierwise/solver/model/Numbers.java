package org.tierwise.solver.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lists of plain numbers that grow; a boxed list of tens of millions would not fit in memory, nor would an array beside
 * its larger copy.
 */
final class Numbers {
    private static final int CHUNK_BITS = 12;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private Numbers() {}

    static final class Ints {
        private final List<int[]> chunks = new ArrayList<>();
        private int size;

        void add(int value) {
            if (size >> CHUNK_BITS == chunks.size()) {
                chunks.add(new int[CHUNK]);
            }
            chunks.get(size >> CHUNK_BITS)[size & CHUNK - 1] = value;
            size = Math.incrementExact(size);
        }

        int size() {
            return size;
        }

        /** The values; this list is empty afterwards, so that both never stay in memory. */
        int[] take() {
            int[] taken = new int[size];
            for (int chunk = 0; chunk < chunks.size(); chunk++) {
                int from = chunk << CHUNK_BITS;
                System.arraycopy(chunks.set(chunk, new int[0]), 0, taken, from, Math.min(CHUNK, size - from));
            }
            chunks.clear();
            size = 0;
            return taken;
        }
    }

    static final class Longs {
        private final List<long[]> chunks = new ArrayList<>();
        private int size;

        /** All values so far, while they are equal; there are no chunks until one differs. */
        private long all;

        private boolean equal = true;

        void add(long value) {
            if (size == 0) {
                all = value;
            }
            if (equal && value != all) {
                equal = false;
                int before = size;
                size = 0;
                for (int i = 0; i < before; i++) {
                    append(all);
                }
            }
            if (equal) {
                size = Math.incrementExact(size);
            } else {
                append(value);
            }
        }

        private void append(long value) {
            if (size >> CHUNK_BITS == chunks.size()) {
                chunks.add(new long[CHUNK]);
            }
            chunks.get(size >> CHUNK_BITS)[size & CHUNK - 1] = value;
            size = Math.incrementExact(size);
        }

        /** The values as a column; this list is empty afterwards. */
        LongColumn takeColumn() {
            return equal ? LongColumn.ofAll(all) : LongColumn.of(take());
        }

        /** The values; this list is empty afterwards. */
        long[] take() {
            long[] taken = new long[size];
            if (equal) {
                Arrays.fill(taken, all);
            }
            for (int chunk = 0; chunk < chunks.size(); chunk++) {
                int from = chunk << CHUNK_BITS;
                System.arraycopy(chunks.set(chunk, new long[0]), 0, taken, from, Math.min(CHUNK, size - from));
            }
            chunks.clear();
            size = 0;
            equal = true;
            return taken;
        }
    }
}
