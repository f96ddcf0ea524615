package org.tierwise.solver.search;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Searches a plan for {@link Singles} that places every slice which has an option, on plain arrays: annealing, choice of
 * sites where these have to be opened, ejection chains; again and again, each time for longer. With a number of moves as
 * limit the same start and seed give the same answer.
 */
final class SinglesSearch {
    /** Moves of a search for each slice and root of its options, below which it would be hasty. */
    private static final double MOVES_LEAST = 3_000;

    /** What a processor of today does in a second, about: only for how often to begin anew. */
    private static final double MOVES_A_SECOND = 4e6;

    private static final int CYCLES_MOST = 6;

    /** Parts of a cycle until the first annealing and the choice of sites are over. */
    private static final double COOLING = 0.25;

    private static final double COOLING_BEFORE_SITES = 0.05;
    private static final double COOLING_FEW = 0.6;
    private static final double SITES = 0.9;

    /** Part of the budget that a trial of one way gets. */
    private static final double TRIAL = 0.12;

    /** Part of the budget after which dives end; the rest goes to chains from the best plan. */
    private static final double DIVES = 0.7;

    private static final long BEAT_NANOS = 100_000_000;
    private static final long BEAT_AGAIN_NANOS = 1_000_000_000;

    private final Singles of;
    private final BooleanSupplier stop;
    private final BooleanSupplier hopeless;
    private final Consumer<Incumbent> beat;
    private final long target;
    private long told = System.nanoTime();
    private long toldMicros = Long.MAX_VALUE;

    /**
     * @param target a plan this cheap ends the search
     * @param stop asked now and then
     * @param hopeless asked while nothing is found: whether to give up
     * @param beat given the best plan so far now and then
     */
    SinglesSearch(Singles of, long target, BooleanSupplier stop, BooleanSupplier hopeless, Consumer<Incumbent> beat) {
        this.of = of;
        this.target = target;
        this.stop = stop;
        this.hopeless = hopeless;
        this.beat = beat;
    }

    /**
     * @param start by slice of the model, −1 where an option is to be found; or nothing
     * @param nanos of time; 0 for a number of moves
     * @return missing if no plan that places every slice was found
     */
    @Nullable
    Incumbent search(int @Nullable [] start, long nanos, long moves, long seed) {
        if (of.slices.length == 0) {
            return incumbent(new int[0]);
        }
        var state = new SinglesState(of);
        state.set(startOf(start));
        var best = new SinglesBest(of.slices.length);
        best.look(state);
        var random = new Draws(seed);
        var annealing = new SinglesAnnealing(of, state, random, best);
        var sites = new SinglesSites(of, state, random, best, annealing);
        long began = System.nanoTime();
        DoubleSupplier passed = () -> {
            tell(best);
            if (stop.getAsBoolean() || best.micros <= target || (best.isEmpty() && hopeless.getAsBoolean())) {
                return 1;
            }
            return nanos > 0 ? (double) (System.nanoTime() - began) / nanos : (double) best.moves / Math.max(1, moves);
        };
        double movesLeast =
                MOVES_LEAST * of.slices.length * Math.sqrt((double) of.start[of.slices.length] / of.slices.length);
        double movesAll = nanos > 0 ? nanos / 1e9 * MOVES_A_SECOND : moves;
        var dive = new SinglesDive(of, random);
        var search = new Run(state, best, annealing, sites, dive, passed, movesAll / movesLeast);
        annealing.repair(() -> stop.getAsBoolean() ? 1 : 0);
        best.look(state);
        if (of.model.openingCosts || of.slices.length <= SinglesAnnealing.FEW) {
            search.cool(0, 1);
        } else if (dive.moves() > TRIAL * movesAll) {
            search.diveOn();
        } else {
            search.diveOrCool();
        }
        return best.isEmpty() ? null : incumbent(best.chosen);
    }

    /** One search, with the budget that it has in parts of what would not be hasty. */
    private record Run(
            SinglesState state,
            SinglesBest best,
            SinglesAnnealing annealing,
            SinglesSites sites,
            SinglesDive dive,
            DoubleSupplier passed,
            double budgets) {
        /** Tries both, and goes on with what found the better plan. */
        void diveOrCool() {
            dive(0, TRIAL);
            long dived = best.micros;
            cool(TRIAL, 2 * TRIAL);
            if (best.micros < dived) {
                cool(2 * TRIAL, 1);
            } else {
                diveOn();
            }
        }

        void diveOn() {
            dive(passed.getAsDouble(), DIVES);
            annealing.chain(section(passed, DIVES, 1));
        }

        /** Dives, each with chains for as long as the dive took. */
        private void dive(double from, double to) {
            for (double now = passed.getAsDouble(); now < to; now = passed.getAsDouble()) {
                state.reset(dive.plan(() -> passed.getAsDouble() >= to));
                best.count(dive.moves());
                best.look(state);
                annealing.repair(section(passed, from, to));
                double dived = passed.getAsDouble();
                annealing.chainFrom(section(passed, dived, Math.min(to, dived + (dived - now))));
            }
        }

        /** Cools, chooses sites and chains in cycles, each twice as long as the one before. */
        void cool(double begin, double end) {
            int cycles = cycles((end - begin) * budgets);
            double all = (1 << cycles) - 1;
            for (int cycle = 0; cycle < cycles; cycle++) {
                double from = begin + (end - begin) * ((1 << cycle) - 1) / all;
                double to = begin + (end - begin) * ((1 << (cycle + 1)) - 1) / all;
                boolean opening = state.of.model.openingCosts;
                boolean few = state.of.slices.length <= SinglesAnnealing.FEW;
                double cool = few ? COOLING_FEW : opening ? COOLING_BEFORE_SITES : COOLING;
                annealing.cool(Math.min(1, budgets), section(passed, from, from + cool * (to - from)));
                if (best.isEmpty()) {
                    annealing.repair(passed);
                }
                if (opening) {
                    sites.search(section(passed, from, from + SITES * (to - from)));
                }
                annealing.chain(section(passed, from, to));
            }
        }
    }

    private static int cycles(double budgets) {
        int cycles = 1;
        while (cycles < CYCLES_MOST && budgets >= (1 << (cycles + 1)) - 1) {
            cycles++;
        }
        return cycles;
    }

    /** The part of a section of the budget that has passed; all of it when the whole budget has. */
    private static DoubleSupplier section(DoubleSupplier passed, double from, double to) {
        return () -> {
            double all = passed.getAsDouble();
            return all >= 1 ? 1 : Math.clamp((all - from) / Math.max(1e-9, to - from), 0.0, 1.0);
        };
    }

    private int[] startOf(int @Nullable [] start) {
        int[] chosen = new int[of.slices.length];
        Arrays.fill(chosen, -1);
        for (int i = 0; i < chosen.length && start != null; i++) {
            int given = start[of.slices[i]];
            for (int option = of.start[i]; given >= 0 && option < of.start[i + 1]; option++) {
                chosen[i] = of.option[option] == given ? option : chosen[i];
            }
        }
        return chosen;
    }

    private void tell(SinglesBest best) {
        long silence = System.nanoTime() - told;
        // The same plan is told again now and then: whoever listens may have been too busy for it.
        if (best.micros < toldMicros && silence > BEAT_NANOS || !best.isEmpty() && silence > BEAT_AGAIN_NANOS) {
            toldMicros = best.micros;
            told = System.nanoTime();
            beat.accept(incumbent(best.chosen));
        }
    }

    private Incumbent incumbent(int[] chosen) {
        var state = new SearchState(of.model);
        for (int i = 0; i < chosen.length; i++) {
            state.put(of.slices[i], of.option[chosen[i]]);
        }
        return Incumbent.of(state);
    }
}
