package org.tierwise.web.fuzz;

/** Fails as a finding of the fuzzer. */
final class Demand {
    private Demand() {}

    static void that(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
