package org.tierwise.solver.model;

import java.util.Arrays;

/** The cheapest of what it is offered, so many, in order; of equal ones those that were offered first. */
public final class Cheapest {
    private final int[] item;
    private final double[] value;
    private int size;

    public Cheapest(int most) {
        item = new int[most];
        value = new double[most];
    }

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** From 0, the cheapest. */
    public int item(int rank) {
        return item[rank];
    }

    public double value(int rank) {
        return value[rank];
    }

    /** Whether something of this value would be kept. */
    public boolean takes(double its) {
        return size < item.length || (size > 0 && its < value[size - 1]);
    }

    public void offer(int candidate, double its) {
        if (!takes(its)) {
            return;
        }
        int to = size < item.length ? size++ : size - 1;
        while (to > 0 && value[to - 1] > its) {
            value[to] = value[to - 1];
            item[to] = item[to - 1];
            to--;
        }
        value[to] = its;
        item[to] = candidate;
    }

    public boolean has(int candidate) {
        for (int rank = 0; rank < size; rank++) {
            if (item[rank] == candidate) {
                return true;
            }
        }
        return false;
    }

    /** Everything that it kept, cheapest first. */
    public int[] items() {
        return Arrays.copyOf(item, size);
    }
}
