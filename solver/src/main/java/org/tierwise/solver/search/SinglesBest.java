package org.tierwise.solver.search;

import java.util.Arrays;

/** The best plan of a search that keeps all capacities, and how many moves it took. */
final class SinglesBest {
    final int[] chosen;
    long micros = Long.MAX_VALUE;
    long moves;

    SinglesBest(int slices) {
        chosen = new int[slices];
        Arrays.fill(chosen, -1);
    }

    boolean isEmpty() {
        return micros == Long.MAX_VALUE;
    }

    void count(long more) {
        moves += more;
    }

    /** Keeps the state if it is a plan and better. */
    void look(SinglesState state) {
        if (state.overload == 0 && state.micros < micros) {
            micros = state.micros;
            System.arraycopy(state.chosen, 0, chosen, 0, chosen.length);
        }
    }

    /** Makes the state the best plan again. */
    void restore(SinglesState state) {
        for (int i = 0; i < chosen.length; i++) {
            if (state.chosen[i] != chosen[i]) {
                state.move(i, chosen[i]);
            }
        }
    }
}
