package org.tierwise.solver.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.tierwise.solver.bound.SlopeSteps;
import org.tierwise.solver.model.Cheapest;

/**
 * Makes a plan of {@link Singles} from prices: some slices at a time take what is cheapest at the present prices where
 * there is room; then the prices follow what is left. Large slices go first, with some chance, so that dives differ.
 */
final class SinglesDive {
    /** Options of each slice that the prices follow. */
    private static final int ACTIVE = 16;

    /** All options are looked at again each so many rounds: what is full must be replaced by what is not. */
    private static final int ROUNDS_PER_SCAN = 4;

    /** In how many parts slices are placed, and how far the prices follow each time. */
    private static final int ROUNDS = 60;

    private static final int STEPS = 40;

    /** Looks of half the slices for their cheapest option that take as long as a move of another search. */
    private static final double LOOKS_A_MOVE = 4;

    /** Of a step, in parts of what an accelerator costs. */
    private static final double RATE = 1e-3;

    private final Singles of;
    private final Draws random;
    private final double unit;
    private final double[] price;
    private final long[] room;
    private final double[] usage;
    private final SlopeSteps moves;
    private final Cheapest found = new Cheapest(ACTIVE);
    private final int[] active;
    private final int[] count;

    SinglesDive(Singles of, Draws random) {
        this.of = of;
        this.random = random;
        unit = of.unit();
        price = of.dual.clone();
        room = of.capacity.clone();
        usage = new double[price.length];
        moves = new SlopeSteps(price.length);
        active = new int[of.slices.length * ACTIVE];
        count = new int[of.slices.length];
    }

    /** Moves that take as long as a dive. */
    long moves() {
        return (long) (of.slices.length * (double) ROUNDS * STEPS / LOOKS_A_MOVE);
    }

    /**
     * @param hurry asked each round: whether prices are to stay as they are
     * @return the option of each slice, −1 where nothing has room
     */
    int[] plan(BooleanSupplier hurry) {
        System.arraycopy(of.dual, 0, price, 0, price.length);
        System.arraycopy(of.capacity, 0, room, 0, room.length);
        moves.forget();
        int[] chosen = new int[of.slices.length];
        Arrays.fill(chosen, -1);
        double[] rank = new double[of.slices.length];
        for (int i = 0; i < rank.length; i++) {
            rank[i] = -of.accelerators[of.start[i]] * (0.7 + 0.6 * random.uniform());
        }
        int[] open = IntStream.range(0, of.slices.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> rank[i]))
                .mapToInt(i -> i)
                .toArray();
        int left = open.length;
        for (int round = 0; left > 0; round++) {
            if (round % ROUNDS_PER_SCAN == 0) {
                scan(open, left);
            }
            if (!hurry.getAsBoolean()) {
                for (int step = 0; step < STEPS; step++) {
                    follow(open, left);
                }
            }
            int most = Math.ceilDiv(left, Math.max(1, ROUNDS - round));
            int done = 0;
            int kept = 0;
            for (int at = 0; at < left; at++) {
                int i = open[at];
                int option = done < most ? cheapest(i) : -1;
                if (option >= 0) {
                    chosen[i] = option;
                    room[of.pool[option]] -= of.accelerators[option];
                    done++;
                } else {
                    open[kept++] = i;
                }
            }
            left = kept;
            if (done == 0) {
                break;
            }
        }
        return chosen;
    }

    private void scan(int[] open, int left) {
        for (int at = 0; at < left; at++) {
            int i = open[at];
            found.clear();
            for (int option = of.start[i]; option < of.start[i + 1]; option++) {
                int pool = of.pool[option];
                if (of.accelerators[option] <= room[pool]) {
                    found.offer(option, of.micros[option] + of.accelerators[option] * price[pool]);
                }
            }
            count[i] = found.size();
            for (int rank = 0; rank < found.size(); rank++) {
                active[i * ACTIVE + rank] = found.item(rank);
            }
        }
    }

    private int cheapest(int i) {
        double least = Double.MAX_VALUE;
        int choice = -1;
        int from = i * ACTIVE;
        for (int at = from; at < from + count[i]; at++) {
            int option = active[at];
            int pool = of.pool[option];
            if (of.accelerators[option] <= room[pool]) {
                double value = of.micros[option] + of.accelerators[option] * price[pool];
                if (value < least) {
                    least = value;
                    choice = option;
                }
            }
        }
        return choice;
    }

    private void follow(int[] open, int left) {
        Arrays.fill(usage, 0);
        for (int at = 0; at < left; at++) {
            int option = cheapest(open[at]);
            if (option >= 0) {
                usage[of.pool[option]] += of.accelerators[option];
            }
        }
        moves.begin();
        for (int at = 0; at < price.length; at++) {
            price[at] = Math.max(0, price[at] + moves.move(at, usage[at] - room[at], RATE * unit));
        }
    }
}
