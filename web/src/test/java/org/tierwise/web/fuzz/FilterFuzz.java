package org.tierwise.web.fuzz;

/** Any bytes at all as the query of a page. */
public final class FilterFuzz {
    private FilterFuzz() {}

    /** Called once by the fuzzer, before the time of inputs counts. */
    public static void fuzzerInitialize() {
        HttpFuzz.query(new byte[] {'0'});
    }

    /** Called by the fuzzer, and by {@link FuzzTargetsTest}. */
    public static void fuzzerTestOneInput(byte[] input) {
        HttpFuzz.query(input);
    }
}
