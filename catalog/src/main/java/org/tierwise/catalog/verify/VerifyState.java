package org.tierwise.catalog.verify;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a check is and what it found.
 *
 * @param scope what is or was checked
 * @param ended missing while it runs
 * @param activities entries of the log that were checked
 * @param plans plans that were checked
 * @param inputs contents of kept inputs that were checked
 * @param problems at most {@value #PROBLEMS_MAX}
 * @param more problems beyond these
 */
public record VerifyState(
        Scope scope,
        Instant began,
        @Nullable Instant ended,
        long activities,
        long plans,
        long inputs,
        long workloads,
        List<Problem> problems,
        long more) {
    /** More would say no more. */
    public static final int PROBLEMS_MAX = 200;

    public enum Scope {
        /** The newest activities and plans, at the start. */
        NEWEST,
        /** Everything. */
        ALL
    }

    public VerifyState {
        problems = List.copyOf(problems);
    }

    /** True if nothing was found so far. */
    public boolean sound() {
        return problems.isEmpty();
    }
}
