package org.tierwise.solver.placement;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Splits a whole into whole parts by weight: largest remainder, so that the parts add up exactly. */
final class Shares {
    private Shares() {}

    /** Equal parts if all weights are 0. Ties go to the earlier part. */
    static long[] split(long whole, long[] weights) {
        double sum = 0;
        for (long weight : weights) {
            sum += weight;
        }
        long[] parts = new long[weights.length];
        double[] remainder = new double[weights.length];
        long given = 0;
        for (int i = 0; i < weights.length; i++) {
            double exact = sum == 0 ? (double) whole / weights.length : whole * (weights[i] / sum);
            parts[i] = (long) Math.floor(exact);
            remainder[i] = exact - parts[i];
            given += parts[i];
        }
        int[] order = IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -remainder[i]).thenComparingInt(i -> i))
                .mapToInt(i -> i)
                .toArray();
        for (int i = 0; given < whole; i++, given++) {
            parts[order[i % order.length]]++;
        }
        // Rounding of very large sums may give one too many; the smallest remainders give it back.
        for (int i = order.length - 1; given > whole; i = i == 0 ? order.length - 1 : i - 1) {
            if (parts[order[i]] > 0) {
                parts[order[i]]--;
                given--;
            }
        }
        return parts;
    }
}
