package org.tierwise.web.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.Set;

/**
 * Answers only under names of this machine. Without it, a foreign site could point its own name at 127.0.0.1 and read
 * our pages (DNS rebinding). The port is free, so that a tunnel works.
 */
public final class HostCheck {
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private HostCheck() {}

    public static void check(Context ctx) {
        var host = ctx.header("Host");
        if (host == null || !NAMES.contains(host.replaceFirst(":\\d{1,5}$", ""))) {
            throw new HttpResponseException(
                    HttpStatus.MISDIRECTED_REQUEST,
                    "Tierwise answers only under 127.0.0.1 and localhost, but was called "
                            + (host == null ? "without a name" : "as (" + host + ")")
                            + ". Maybe open http://127.0.0.1 with the same port.",
                    Map.of());
        }
    }
}
