package org.tierwise.solver.search;

/** What the moves of one search ask their surroundings. */
interface SearchPulse {
    /** Called every few moves from the thread that solves: the place to stop a search or to tell how far it is. */
    void beat();

    /** How much dearer than now a proposal may be at this time, in micro-dollars. */
    long tolerance();

    Tools tools();
}
