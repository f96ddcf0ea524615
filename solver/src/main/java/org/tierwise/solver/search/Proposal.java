package org.tierwise.solver.search;

import java.util.Arrays;

/** A change that is proposed: slices with their new options, −1 for unplaced. */
final class Proposal {
    int[] slices = new int[16];
    int[] options = new int[16];
    int count;

    void clear() {
        count = 0;
    }

    void add(int slice, int option) {
        if (count == slices.length) {
            slices = Arrays.copyOf(slices, 2 * count);
            options = Arrays.copyOf(options, 2 * count);
        }
        slices[count] = slice;
        options[count++] = option;
    }
}
