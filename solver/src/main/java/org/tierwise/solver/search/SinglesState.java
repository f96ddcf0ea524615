package org.tierwise.solver.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Who is where, for {@link Singles}: every slice somewhere, and pools perhaps too full. What is too much has a price, so
 * that a search may pass through it.
 */
final class SinglesState {
    final Singles of;

    /** The option of each slice. */
    final int[] chosen;

    final long[] used;
    final int[][] members;
    final int[] count;
    final int[] siteMembers;

    /** Accelerators beyond the capacities, summed. */
    long overload;

    long micros;

    /** How much dearer than usual an accelerator is that is not there. */
    double strictness = 1.5;

    private final boolean[] closed;
    private final int[] place;

    SinglesState(Singles of) {
        this.of = of;
        int pools = of.model.pools;
        chosen = new int[of.slices.length];
        Arrays.fill(chosen, -1);
        place = new int[of.slices.length];
        used = new long[pools];
        count = new int[pools];
        members = new int[pools][4];
        siteMembers = new int[of.model.sites];
        closed = new boolean[of.model.sites];
    }

    /** Sets all slices; those with −1 where it is cheapest by price and has room, large ones and choosy ones first. */
    void set(int[] options) {
        for (int i = 0; i < chosen.length; i++) {
            if (options[i] >= 0) {
                move(i, options[i]);
            }
        }
        IntStream.range(0, chosen.length)
                .filter(i -> options[i] < 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -urgency(i)))
                .forEach(i -> move(i, cheapest(i)));
    }

    /** The same, whatever the state is now. */
    void reset(int[] options) {
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i] >= 0) {
                remove(i);
            }
        }
        set(options);
    }

    private double urgency(int i) {
        int first = of.start[i];
        int second = Math.min(first + 1, of.start[i + 1] - 1);
        return of.excess[second] + of.accelerators[first] * of.price[of.pool[first]];
    }

    private int cheapest(int i) {
        int cheapest = of.start[i];
        double least = Double.MAX_VALUE;
        for (int option = of.start[i]; option < of.start[i + 1]; option++) {
            int pool = of.pool[option];
            if (used[pool] + of.accelerators[option] <= of.capacity[pool]) {
                return option;
            }
            double value = of.excess[option] + overloadPrice(pool, of.accelerators[option]);
            if (value < least) {
                least = value;
                cheapest = option;
            }
        }
        return cheapest;
    }

    /** Moves a slice to another of its options, whether there is room or not. */
    void move(int i, int to) {
        if (chosen[i] >= 0) {
            remove(i);
        }
        int pool = of.pool[to];
        occupy(pool, of.accelerators[to]);
        micros += of.micros[to];
        if (count[pool] == members[pool].length) {
            members[pool] = Arrays.copyOf(members[pool], 2 * count[pool]);
        }
        place[i] = count[pool];
        members[pool][count[pool]++] = i;
        int site = of.model.poolSite[pool];
        if (siteMembers[site]++ == 0) {
            micros += of.model.siteOpenMicros[site];
        }
        chosen[i] = to;
    }

    private void remove(int i) {
        int from = chosen[i];
        int pool = of.pool[from];
        occupy(pool, -of.accelerators[from]);
        micros -= of.micros[from];
        int last = members[pool][--count[pool]];
        members[pool][place[i]] = last;
        place[last] = place[i];
        int site = of.model.poolSite[pool];
        if (--siteMembers[site] == 0) {
            micros -= of.model.siteOpenMicros[site];
        }
        chosen[i] = -1;
    }

    /** Whether slices may go to a pool's site at present. */
    boolean open(int pool) {
        return !closed[of.model.poolSite[pool]];
    }

    void allow(int site, boolean open) {
        closed[site] = !open;
    }

    void openAll() {
        Arrays.fill(closed, false);
    }

    private void occupy(int pool, long accelerators) {
        long capacity = of.capacity[pool];
        overload -= Math.max(0, used[pool] - capacity);
        used[pool] += accelerators;
        overload += Math.max(0, used[pool] - capacity);
    }

    /** What it would add to the price of overload if a pool were used by so much more. */
    double overloadPrice(int pool, long more) {
        long capacity = of.capacity[pool];
        long over = Math.max(0, used[pool] + more - capacity) - Math.max(0, used[pool] - capacity);
        return over * strictness * of.price[pool];
    }

    /** What a move to another option would add to the money and to the price of overload. */
    double added(int i, int to) {
        int from = chosen[i];
        int there = of.pool[to];
        int here = of.pool[from];
        double added = of.micros[to]
                - of.micros[from]
                + overloadPrice(here, -of.accelerators[from])
                + overloadPrice(there, of.accelerators[to]);
        if (of.model.openingCosts) {
            int left = of.model.poolSite[here];
            int entered = of.model.poolSite[there];
            if (left != entered) {
                added += (siteMembers[entered] == 0 ? of.model.siteOpenMicros[entered] : 0)
                        - (siteMembers[left] == 1 ? of.model.siteOpenMicros[left] : 0);
            }
        }
        return added;
    }
}
