package org.tierwise.solver.sizing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How busy a replica may be so that its queue stays within the time left: at most 80 %, less where waiting would break
 * the budget. Thread-safe; keeps one table per number of servers.
 */
public final class UtilisationLimit {
    private final double highest;
    private final Map<Integer, UtilisationTable> tables = new ConcurrentHashMap<>();

    /** @param highest the utilisation that is never exceeded, above 0 and below 1 */
    UtilisationLimit(double highest) {
        if (!(highest > 0 && highest < 1)) {
            throw new IllegalArgumentException(
                    "The highest utilisation (" + highest + ") must be above 0 and below 1.");
        }
        this.highest = highest;
    }

    double highest() {
        return highest;
    }

    /** The limit for {@code servers} of a service time and the time in ms that a request may wait; 0 if none. */
    double of(int servers, double serviceMs, double headroomMs) {
        return tables.computeIfAbsent(servers, c -> new UtilisationTable(c, highest))
                .largest(headroomMs / serviceMs);
    }
}
