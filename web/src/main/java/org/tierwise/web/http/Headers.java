package org.tierwise.web.http;

import io.javalin.http.Context;
import java.util.Map;

/** Headers of every answer, errors included. */
public final class Headers {
    public static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cache-Control",
            "no-store",
            "Vary",
            "HX-Request-Type");

    /** Two years, as browsers ask for. */
    private static final String HSTS = "max-age=63072000; includeSubDomains";

    private final boolean https;

    /**
     * @param https whether browsers reach the server by TLS only
     */
    public Headers(boolean https) {
        this.https = https;
    }

    public void set(Context ctx) {
        ALWAYS.forEach(ctx::header);
        if (https) {
            ctx.header("Strict-Transport-Security", HSTS);
        }
    }
}
