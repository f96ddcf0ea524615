package org.tierwise.web.http;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * One line of the log for each request, with its route instead of its address: addresses carry names and secrets. All
 * other lines of a request carry its id too. Assets and probes of health are told only when they fail.
 */
public final class RequestLog {
    /** Named like a topic, so that a log can be filtered by it. */
    private static final Logger LOG = LoggerFactory.getLogger("access");

    private static final String REQUEST = "request";
    private static final String NO_ROUTE = "(none)";
    private static final Set<String> QUIET = Set.of("/static/<path>", "/health/live", "/health/ready", "/metrics");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    private static final int CLIENT_ERROR = 400;

    private final Watch watch;

    /** Hears of each answer, for the metrics. Must be quick. */
    @FunctionalInterface
    public interface Watch {
        /**
         * A request that was answered.
         *
         * @param method one of the methods of HTTP, or "OTHER", so that callers cannot make up endless series
         * @param route template such as "/plans/{number}", or "(none)"
         */
        void answered(String method, String route, int status, double seconds);
    }

    public RequestLog(Watch watch) {
        this.watch = watch;
    }

    /** Gives the lines that follow on this thread the id of the request. */
    static void begin(String requestId) {
        MDC.put(REQUEST, requestId);
    }

    /** Writes the line; runs when the answer is written. */
    public void end(Context ctx, float millis) {
        var endpoint = ctx.endpoints().matchedHttpEndpoint();
        var route = endpoint == null ? NO_ROUTE : endpoint.path;
        var asked = ctx.req().getMethod().toUpperCase(Locale.ROOT);
        var method = METHODS.contains(asked) ? asked : "OTHER";
        int status = ctx.statusCode();
        watch.answered(method, route, status, millis / 1_000.0);
        LOG.atLevel(QUIET.contains(route) && status < CLIENT_ERROR ? Level.DEBUG : Level.INFO)
                .addKeyValue("method", method)
                .addKeyValue("route", route)
                .addKeyValue("status", status)
                .addKeyValue("ms", Math.round(millis * 10) / 10.0)
                .addKeyValue("actor", Access.isSignedIn(ctx) ? Access.actor(ctx) : "-")
                .log("request");
        MDC.remove(REQUEST);
    }
}
