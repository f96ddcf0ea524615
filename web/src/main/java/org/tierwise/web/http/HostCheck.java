package org.tierwise.web.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers only under its own names. Without it, a foreign site could point its own name at 127.0.0.1 and read our pages
 * (DNS rebinding), or have links made with its name.
 */
public final class HostCheck {
    private final PublicAddress address;

    public HostCheck(PublicAddress address) {
        this.address = address;
    }

    public void check(Context ctx) {
        var host = ctx.header("Host");
        // A balancer asks for the health by address.
        if (address.isNamed(host) || address.isPublic() && ctx.path().startsWith("/health/")) {
            return;
        }
        throw new HttpResponseException(
                HttpStatus.MISDIRECTED_REQUEST,
                address.isPublic()
                        ? "Tierwise answers only under its own name, but was called " + named(host)
                                + ". Maybe --public-url is another."
                        : "Tierwise answers only under 127.0.0.1 and localhost, but was called " + named(host)
                                + ". Maybe open http://127.0.0.1 with the same port.",
                Map.of());
    }

    private static String named(@Nullable String host) {
        return host == null ? "without a name" : "as (" + host + ")";
    }
}
