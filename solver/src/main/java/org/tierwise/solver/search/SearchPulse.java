package org.tierwise.solver.search;

/** Called every few hundred moves from the thread that solves: the place to stop a search or to tell how far it is. */
@FunctionalInterface
interface SearchPulse {
    void beat();
}
