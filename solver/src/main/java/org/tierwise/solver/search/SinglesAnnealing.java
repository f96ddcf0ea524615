package org.tierwise.solver.search;

import java.util.function.DoubleSupplier;

/**
 * Simulated annealing of {@link Singles} on plain arrays. First through plans in which pools are a little too full: a
 * slice goes elsewhere, or takes the place of whoever gains most by leaving. Then by {@link SinglesChains} through plans
 * that keep all capacities, which finds what fits to the last accelerator.
 */
final class SinglesAnnealing {
    /** Moves between looks at the clock and at the strictness. */
    private static final int BATCH = 1_024;

    /** Part of the states that are to keep all capacities. */
    private static final double KEEPING = 0.1;

    private static final double STRICTER = 1.02;
    private static final double STRICTNESS_LEAST = 1;
    private static final double STRICTNESS_OF_REPAIR = 1e4;
    private static final int REPAIRS = 2_000;
    private static final int REPAIR_TRIES = 50;
    private static final double STRICTNESS_MOST = 64;

    /** Options are looked at whose price is dearer by so many temperatures, on average. */
    private static final double REACH = 5;

    /** Exchanges in which whoever leaves goes elsewhere, as one in so many. */
    private static final int ELSEWHERE = 4;

    /** Temperatures at the start and at the end of the first part, in parts of what the third best option is dearer. */
    private static final double HOT = 0.5;

    private static final double COLD = 0.04;

    /** Part of the chains that may make the plan dearer, at the start and at the end of the second part. */
    private static final double DEARER_FIRST = 3e-3;

    private static final double DEARER_LAST = 3e-4;

    /** A chain that is dearer by less than this part of the temperature counts as one that changes nothing. */
    private static final double DEARER = 0.02;

    /** Options anywhere are looked at as one in so many. */
    private static final int ANYWHERE = 32;

    static final int FEW = 12;
    private static final double MEMORY = 0.05;
    private static final double TEMPERATURE_STEP = 1.01;
    private static final int CHAINS_BATCH = 256;

    private final Singles of;
    private final SinglesState state;
    private final Draws random;
    private final SinglesChains chains;
    private final SinglesBest best;
    private final int[] scrambled = new int[4];
    private final int[] left = new int[4];

    SinglesAnnealing(Singles of, SinglesState state, Draws random, SinglesBest best) {
        this.of = of;
        this.state = state;
        this.random = random;
        this.best = best;
        chains = new SinglesChains(of, state);
    }

    /**
     * From hot to cold while the part that has passed is below 1.
     *
     * @param heat from 0, for no more than cold at the start, to 1
     */
    void cool(double heat, DoubleSupplier passed) {
        double hot = COLD * Math.pow(HOT / COLD, heat) * of.spread;
        for (double part = passed.getAsDouble(); part < 1; part = passed.getAsDouble()) {
            double temperature = hot * Math.pow(COLD * of.spread / hot, part);
            int keeping = 0;
            for (int step = 0; step < BATCH; step++) {
                step(random.below(of.slices.length), temperature);
                keeping += state.overload == 0 ? 1 : 0;
            }
            best.count(BATCH);
            double factor = keeping < KEEPING * BATCH ? STRICTER : 1 / STRICTER;
            state.strictness = Math.clamp(state.strictness * factor, STRICTNESS_LEAST, STRICTNESS_MOST);
        }
    }

    /** Where no plan is known: makes one of the state if that is possible, whatever it costs. */
    void repair(DoubleSupplier passed) {
        state.strictness = STRICTNESS_OF_REPAIR;
        for (int round = 0; state.overload > 0 && round < REPAIRS && passed.getAsDouble() < 1; round++) {
            for (int pool = 0; pool < of.capacity.length; pool++) {
                for (int tries = 0; tries < REPAIR_TRIES && state.used[pool] > of.capacity[pool]; tries++) {
                    int i = state.members[pool][random.below(state.count[pool])];
                    step(i, of.start[i] + random.below(of.start[i + 1] - of.start[i]), of.spread);
                }
            }
        }
        state.strictness = STRICTNESS_LEAST;
    }

    /** The same from the best plan on. */
    void chain(DoubleSupplier passed) {
        if (best.isEmpty()) {
            return;
        }
        best.restore(state);
        chainFrom(passed);
    }

    /**
     * Chains from the state on, if it keeps all capacities; the temperature follows from how many of them may make the
     * plan dearer.
     */
    void chainFrom(DoubleSupplier passed) {
        if (state.overload > 0) {
            return;
        }
        double temperature = COLD * of.spread;
        double recent = DEARER_FIRST;
        for (double part = passed.getAsDouble(); part < 1; part = passed.getAsDouble()) {
            double wanted = DEARER_FIRST * Math.pow(DEARER_LAST / DEARER_FIRST, part);
            int dearer = 0;
            for (int step = 0; step < CHAINS_BATCH; step++) {
                if (chains.improve(random.below(of.slices.length), random.exponential() * temperature)) {
                    dearer += chains.cost() > DEARER * temperature ? 1 : 0;
                    best.look(state);
                }
            }
            best.count(CHAINS_BATCH);
            recent += MEMORY * ((double) dearer / CHAINS_BATCH - recent);
            temperature = recent < wanted
                    ? Math.min(of.spread, temperature * TEMPERATURE_STEP)
                    : Math.max(1, temperature / TEMPERATURE_STEP);
        }
    }

    private void step(int i, double temperature) {
        if (of.slices.length <= FEW && random.below(2) == 0) {
            scramble(temperature);
            return;
        }
        step(i, near(i, REACH * temperature), temperature);
    }

    /** One slice elsewhere, or in exchange for another. */
    void step(int i, int to, double temperature) {
        double limit = random.exponential() * temperature;
        if (to < 0 || of.pool[to] == of.pool[state.chosen[i]]) {
            return;
        }
        if (state.added(i, to) <= limit) {
            state.move(i, to);
            best.look(state);
        } else if (random.below(ELSEWHERE) == 0) {
            makeRoom(i, to, limit, (long) (REACH * temperature));
        } else {
            exchange(i, to, limit);
        }
    }

    /** Several slices anywhere at all: in a small problem chance finds what no method does. */
    private void scramble(double temperature) {
        double strict = state.strictness * of.spread;
        double before = state.micros + strict * state.overload;
        int count = 1 + random.below(4);
        for (int m = 0; m < count; m++) {
            int i = random.below(of.slices.length);
            scrambled[m] = i;
            left[m] = state.chosen[i];
            state.move(i, of.start[i] + random.below(of.start[i + 1] - of.start[i]));
        }
        best.look(state);
        if (state.micros + strict * state.overload - before > random.exponential() * temperature) {
            for (int m = count - 1; m >= 0; m--) {
                state.move(scrambled[m], left[m]);
            }
        }
    }

    /** The slice takes the place of the one for which it is best to have its place. */
    private void exchange(int i, int to, double limit) {
        int from = state.chosen[i];
        int here = of.pool[from];
        int there = of.pool[to];
        long freeHere = of.capacity[here] - state.used[here];
        long freeThere = of.capacity[there] - state.used[there];
        double dearHere = state.strictness * of.price[here];
        double dearThere = state.strictness * of.price[there];
        double least = limit
                - of.micros[to]
                + of.micros[from]
                + dearHere * Math.max(0, -freeHere)
                + dearThere * Math.max(0, -freeThere);
        long leftHere = freeHere + of.accelerators[from];
        long leftThere = freeThere - of.accelerators[to];
        int other = -1;
        int back = -1;
        int[] members = state.members[there];
        for (int m = 0; m < state.count[there]; m++) {
            int mate = members[m];
            int option = of.at(mate, here);
            if (option < 0) {
                continue;
            }
            int now = state.chosen[mate];
            double value = of.micros[option]
                    - of.micros[now]
                    + dearHere * Math.max(0, of.accelerators[option] - leftHere)
                    + dearThere * Math.max(0, -leftThere - of.accelerators[now]);
            if (value <= least) {
                least = value;
                other = mate;
                back = option;
            }
        }
        if (other >= 0) {
            state.move(i, to);
            state.move(other, back);
            best.look(state);
        }
    }

    /** The slice takes the place of the one that finds a place elsewhere most cheaply. */
    private void makeRoom(int i, int to, double limit, long reach) {
        int from = state.chosen[i];
        int here = of.pool[from];
        int there = of.pool[to];
        double dearThere = state.strictness * of.price[there];
        long freeThere = of.capacity[there] - state.used[there];
        double least = limit
                - of.micros[to]
                + of.micros[from]
                - state.overloadPrice(here, -of.accelerators[from])
                + dearThere * Math.max(0, -freeThere);
        long leftThere = freeThere - of.accelerators[to];
        int other = -1;
        int away = -1;
        int[] members = state.members[there];
        for (int m = 0; m < state.count[there]; m++) {
            int mate = members[m];
            int now = state.chosen[mate];
            double out = dearThere * Math.max(0, -leftThere - of.accelerators[now]) - of.micros[now];
            long most = of.excess[now] + reach;
            for (int option = of.start[mate]; option < of.start[mate + 1] && of.excess[option] <= most; option++) {
                int pool = of.pool[option];
                if (pool != there && pool != here && state.open(pool)) {
                    double value = out + of.micros[option] + state.overloadPrice(pool, of.accelerators[option]);
                    if (value <= least) {
                        least = value;
                        other = mate;
                        away = option;
                    }
                }
            }
        }
        if (other >= 0) {
            state.move(i, to);
            state.move(other, away);
            best.look(state);
        }
    }

    /** An option of a slice that is not much dearer, at the prices, than its present one. */
    private int near(int i, double reach) {
        int first = of.start[i];
        int size = of.start[i + 1] - first;
        double limit = of.excess[state.chosen[i]] + random.exponential() * reach;
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (of.excess[first + middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int most = random.below(ANYWHERE) == 0 ? size : Math.min(size, Math.max(low, 2));
        return first + random.below(most);
    }
}
