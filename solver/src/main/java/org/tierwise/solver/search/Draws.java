package org.tierwise.solver.search;

/** Random numbers for inner loops (xorshift64*; S. Vigna, "An experimental exploration of Marsaglia's xorshift generators, scrambled", 2016). */
final class Draws {
    private long state;

    Draws(long seed) {
        state = (seed + 1) * 0x9E3779B97F4A7C15L;
        if (state == 0) {
            state = 1;
        }
    }

    private long next() {
        state ^= state >>> 12;
        state ^= state << 25;
        state ^= state >>> 27;
        return state * 0x2545F4914F6CDD1DL;
    }

    /** From 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** Between 0 and 1, neither of them. */
    double uniform() {
        return ((next() >>> 11) + 0.5) * 0x1.0p-53;
    }

    /** Exponentially distributed, 1 on average. */
    double exponential() {
        return -Math.log(uniform());
    }
}
