package org.tierwise.solver.search;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * Which sites are worth their opening: closes one, opens one or does both, lets the slices around settle, and keeps that
 * if it is cheaper or, while it is hot, not much dearer.
 */
final class SinglesSites {
    /** How much dearer a change may be at the start and at the end, in parts of what a site's opening costs. */
    private static final double HOT = 0.1;

    private static final double COLD = 0.02;

    /** The temperature at which slices settle, in parts of what the third best option is dearer. */
    private static final double SETTLING = 0.08;

    /** Steps of settling for each slice that was moved, and at least. */
    private static final int SETTLE = 16;

    private static final int SETTLE_LEAST = 200;

    /** Options that are looked at. */
    private static final int NEAR = 8;

    /** While slices settle, overload costs so much. */
    private static final double STRICTNESS = 6;

    private final Singles of;
    private final SinglesState state;
    private final Draws random;
    private final SinglesBest best;
    private final SinglesAnnealing annealing;

    /** What was moved since the last look, with where it was before. */
    private final int[] before;

    private final int[] moved;
    private final boolean[] isMoved;
    private int movedCount;
    private final int[] openSites;
    private final int[] closedSites;
    private final double openingMean;

    SinglesSites(Singles of, SinglesState state, Draws random, SinglesBest best, SinglesAnnealing annealing) {
        this.of = of;
        this.state = state;
        this.random = random;
        this.best = best;
        this.annealing = annealing;
        before = state.chosen.clone();
        moved = new int[before.length];
        isMoved = new boolean[before.length];
        openSites = new int[of.model.sites];
        closedSites = new int[of.model.sites];
        openingMean = Arrays.stream(of.model.siteOpenMicros).average().orElse(0);
    }

    /** Until the part that has passed is 1. */
    void search(DoubleSupplier passed) {
        if (!best.isEmpty()) {
            best.restore(state);
        }
        System.arraycopy(state.chosen, 0, before, 0, before.length);
        for (double part = passed.getAsDouble(); part < 1; part = passed.getAsDouble()) {
            double temperature = openingMean * HOT * Math.pow(COLD / HOT, part);
            best.count(attempt(temperature));
        }
        state.openAll();
    }

    private long attempt(double tolerance) {
        state.strictness = STRICTNESS;
        double now = value();
        int open = 0;
        int closed = 0;
        for (int site = 0; site < of.model.sites; site++) {
            if (state.siteMembers[site] > 0) {
                openSites[open++] = site;
            } else {
                closedSites[closed++] = site;
            }
        }
        int kind = random.below(4);
        int closing = open > 1 && kind != 0 ? openSites[random.below(open)] : -1;
        int opening = closed > 0 && kind != 1 ? closedSites[random.below(closed)] : -1;
        for (int site = 0; site < of.model.sites; site++) {
            state.allow(site, state.siteMembers[site] > 0 && site != closing || site == opening);
        }
        if (opening >= 0) {
            draw(opening);
        }
        if (closing >= 0) {
            empty(closing);
        }
        int steps = Math.min(5 * before.length, SETTLE_LEAST + SETTLE * movedCount);
        double temperature = SETTLING * of.spread;
        for (int step = 0; step < steps; step++) {
            int i = random.below(before.length);
            if (movedCount > 0 && (step & 1) == 0) {
                i = moved[random.below(movedCount)];
                int[] mates = state.members[of.pool[state.chosen[i]]];
                if ((step & 2) == 0) {
                    i = mates[random.below(state.count[of.pool[state.chosen[i]]])];
                }
            }
            annealing.step(i, nearOpen(i), temperature);
        }
        if (value() - now > random.exponential() * tolerance) {
            for (int i = 0; i < before.length; i++) {
                if (state.chosen[i] != before[i]) {
                    state.move(i, before[i]);
                }
            }
        } else {
            System.arraycopy(state.chosen, 0, before, 0, before.length);
        }
        for (int m = 0; m < movedCount; m++) {
            isMoved[moved[m]] = false;
        }
        movedCount = 0;
        return steps;
    }

    /** One of the best options of a slice at sites that are open; −1 if there is none. */
    private int nearOpen(int i) {
        int count = 0;
        int choice = -1;
        for (int option = of.start[i]; option < of.start[i + 1] && count < NEAR; option++) {
            if (state.open(of.pool[option])) {
                count++;
                choice = random.below(count) == 0 ? option : choice;
            }
        }
        return choice;
    }

    private double value() {
        double over = 0;
        if (state.overload > 0) {
            for (int pool = 0; pool < of.model.pools; pool++) {
                over += Math.max(0, state.used[pool] - of.capacity[pool]) * of.price[pool];
            }
        }
        return state.micros + STRICTNESS * over;
    }

    private void note(int i) {
        if (!isMoved[i]) {
            isMoved[i] = true;
            moved[movedCount++] = i;
        }
    }

    /** Slices that would be cheaper at the opened site go there while there is room. */
    private void draw(int site) {
        for (int i = 0; i < before.length; i++) {
            for (int option = of.start[i]; option < of.start[i + 1]; option++) {
                int pool = of.pool[option];
                if (of.model.poolSite[pool] == site
                        && of.micros[option] < of.micros[state.chosen[i]]
                        && state.used[pool] + of.accelerators[option] <= of.capacity[pool]) {
                    state.move(i, option);
                    note(i);
                }
            }
        }
    }

    /** Slices of the closed site go where it is cheapest. */
    private void empty(int site) {
        for (int pool = 0; pool < of.model.pools; pool++) {
            while (of.model.poolSite[pool] == site && state.count[pool] > 0) {
                int i = state.members[pool][state.count[pool] - 1];
                int to = -1;
                double least = Double.MAX_VALUE;
                for (int option = of.start[i]; option < of.start[i + 1]; option++) {
                    if (state.open(of.pool[option])) {
                        double value =
                                of.micros[option] + state.overloadPrice(of.pool[option], of.accelerators[option]);
                        if (value < least) {
                            least = value;
                            to = option;
                        }
                    }
                }
                if (to < 0) {
                    state.allow(site, true);
                    return;
                }
                state.move(i, to);
                note(i);
            }
        }
    }
}
