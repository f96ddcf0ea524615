package org.tierwise.web.fuzz;

/** Any bytes at all as an API token, another way to sign in, or a cookie. */
public final class TokenFuzz {
    private TokenFuzz() {}

    /** Called once by the fuzzer, before the time of inputs counts. */
    public static void fuzzerInitialize() {
        HttpFuzz.credential(new byte[] {'0'});
    }

    /** Called by the fuzzer, and by {@link FuzzTargetsTest}. */
    public static void fuzzerTestOneInput(byte[] input) {
        HttpFuzz.credential(input);
    }
}
