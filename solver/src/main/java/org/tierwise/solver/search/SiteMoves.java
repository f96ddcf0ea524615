package org.tierwise.solver.search;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.tierwise.solver.model.PlacementModel;

/** Opens a site for those who would save most by it, or closes one: moves that pay only as a whole. */
final class SiteMoves {
    private final PlacementModel model;
    private final Shortlist shortlist;
    private final int[][] poolsOfSite;
    private final int[] freed;

    SiteMoves(Tools tools) {
        model = tools.model();
        shortlist = tools.shortlist();
        freed = new int[model.slices];
        poolsOfSite = new int[model.sites][];
        for (int site = 0; site < model.sites; site++) {
            int of = site;
            poolsOfSite[site] = model.openingCosts
                    ? IntStream.range(0, model.pools)
                            .filter(pool -> model.poolSite[pool] == of)
                            .toArray()
                    : new int[0];
        }
    }

    void propose(SearchState state, RandomGenerator random, Proposal proposal) {
        int site = random.nextInt(model.sites);
        if (state.siteMembers[site] > 0) {
            close(state, site, random, proposal);
        } else {
            open(state, site, random, proposal);
        }
    }

    /** Everybody at the site goes where it is cheapest elsewhere. */
    private void close(SearchState state, int site, RandomGenerator random, Proposal proposal) {
        int count = 0;
        for (int pool : poolsOfSite[site]) {
            for (int c = 0; c < state.poolCellCount[pool]; c++) {
                int cell = state.poolCells[pool][c];
                for (int option = model.optionStart[cell]; option < model.optionStart[cell + 1]; option++) {
                    if (state.option[model.optionSlice[option]] == option) {
                        freed[count++] = option;
                    }
                }
            }
        }
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int option = freed[i];
            freed[i] = freed[other];
            freed[other] = option;
        }
        for (int i = 0; i < count; i++) {
            state.take(model.optionSlice[freed[i]]);
        }
        boolean all = true;
        for (int i = 0; i < count && all; i++) {
            int slice = model.optionSlice[freed[i]];
            int to = cheapest(state, slice, site);
            all = to >= 0;
            state.put(slice, to);
            proposal.add(slice, to);
        }
        for (int i = 0; i < proposal.count; i++) {
            state.take(proposal.slices[i]);
        }
        for (int i = 0; i < count; i++) {
            state.put(model.optionSlice[freed[i]], freed[i]);
        }
        if (!all) {
            proposal.clear();
        }
    }

    /** Those come who save by it, the opening left out of account; the score says whether it pays. */
    private void open(SearchState state, int site, RandomGenerator random, Proposal proposal) {
        if (poolsOfSite[site].length == 0) {
            return;
        }
        int pool = poolsOfSite[site][random.nextInt(poolsOfSite[site].length)];
        int start = random.nextInt(model.slices);
        for (int i = 0; i < model.slices; i++) {
            int slice = (start + i) % model.slices;
            int there = model.optionAtPool(slice, pool);
            int from = state.option[slice];
            if (there < 0 || from < 0) {
                continue;
            }
            long before = state.micros;
            state.take(slice);
            boolean fits = state.fits(there);
            state.put(slice, fits ? there : from);
            long opening = proposal.count == 0 ? model.siteOpenMicros[site] : 0;
            if (fits && state.micros - opening < before) {
                proposal.add(slice, there);
                freed[proposal.count - 1] = from;
            } else if (fits) {
                state.take(slice);
                state.put(slice, from);
            }
        }
        for (int i = proposal.count - 1; i >= 0; i--) {
            state.set(proposal.slices[i], freed[i]);
        }
    }

    private int cheapest(SearchState state, int slice, int butSite) {
        int cheapest = -1;
        long least = Long.MAX_VALUE;
        for (int option : shortlist.of(slice)) {
            if (model.poolSite[model.pool(option)] != butSite && state.fits(option)) {
                long added = state.addedMicros(option);
                if (added < least) {
                    least = added;
                    cheapest = option;
                }
            }
        }
        return cheapest;
    }
}
