package org.tierwise.web.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.tierwise.catalog.DiskFullException;
import org.tierwise.catalog.StoppingException;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.plan.DamagedPlanException;

/**
 * One answer for everything that goes wrong: a page, a part of a page, or a problem document (RFC 9457). It names the
 * request id of the log and never shows the inside of the program.
 */
public final class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final String REQUEST_ID = "request.id";
    /** As often as the database tries to come back. */
    private static final String RETRY_SECONDS = "5";

    private static final List<String> METHOD_OVERRIDES =
            List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

    private static final SecureRandom RANDOM = new SecureRandom();

    private Errors() {}

    /** A request is what its method says. Some servers let a header say otherwise, and then checks see another one. */
    public static void refuseMethodOverride(Context ctx) {
        for (var header : METHOD_OVERRIDES) {
            if (ctx.header(header) != null) {
                throw new BadRequestResponse("The header " + header + " is not understood. Send the method itself.");
            }
        }
    }

    /** Gives the request its id; runs first. */
    public static void identify(Context ctx) {
        var bytes = new byte[6];
        RANDOM.nextBytes(bytes);
        var id = HexFormat.of().formatHex(bytes);
        ctx.attribute(REQUEST_ID, id);
        ctx.header("X-Request-Id", id);
        RequestLog.begin(id);
    }

    public static void register(RoutesConfig routes) {
        routes.exception(HttpResponseException.class, (e, ctx) -> expected(ctx, e));
        routes.exception(DiskFullException.class, (e, ctx) -> diskFull(ctx, e));
        routes.exception(StorageException.class, (e, ctx) -> unusable(ctx, e));
        routes.exception(DamagedPlanException.class, (e, ctx) -> damaged(ctx, e));
        routes.exception(Exception.class, (e, ctx) -> unexpected(ctx, e));
    }

    /**
     * What is no exception but an error of the machine, such as no memory or no more open files, behind which there is
     * no page to draw any more. A bug of ours that ran into the limit of the stack says 500, all else may pass: 503.
     */
    public static void broken(HttpServletResponse answer, Error e) {
        LOG.error("A request met an error of the machine.", e);
        boolean ours = e instanceof StackOverflowError || e instanceof AssertionError;
        answer.setStatus((ours ? HttpStatus.INTERNAL_SERVER_ERROR : HttpStatus.SERVICE_UNAVAILABLE).getCode());
        answer.setHeader("Retry-After", RETRY_SECONDS);
    }

    /** Whether whoever asks is a browser that shows pages. */
    public static boolean wantsHtml(Context ctx) {
        var accept = ctx.header("Accept");
        return !ctx.path().startsWith("/api/") && accept != null && accept.contains("text/html");
    }

    private static void expected(Context ctx, HttpResponseException e) {
        var location = e.getDetails().get("location");
        if (location != null) {
            ctx.status(e.getStatus()).header("Location", location);
            return;
        }
        var status = HttpStatus.forStatus(e.getStatus());
        var message = status == HttpStatus.NOT_FOUND && isJavalins(e)
                ? "There is nothing at (" + ctx.path() + "). Maybe it was removed, or the address has a typo."
                : e.getMessage();
        show(ctx, status, message == null ? status.getMessage() : message);
    }

    private static void unexpected(Context ctx, Exception e) {
        var broken = brokenBody(e);
        if (broken != null) {
            show(
                    ctx,
                    broken,
                    "The address or the body of the request cannot be read as what it says it is. Maybe it was cut off on"
                            + " the way.");
            return;
        }
        LOG.error("Request {} failed: {} {}", requestId(ctx), ctx.method(), ctx.path(), e);
        show(
                ctx,
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong inside Tierwise, and nothing was changed. The log tells more under the id "
                        + requestId(ctx) + ".");
    }

    /** What the server below says of an address or a body that is malformed or came too slowly; null if it is not about that. */
    private static @Nullable HttpStatus brokenBody(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException http && http.getCode() >= 400 && http.getCode() < 500) {
                return HttpStatus.forStatus(http.getCode());
            }
            if (cause instanceof EofException) {
                return HttpStatus.BAD_REQUEST;
            }
            if (cause instanceof IllegalArgumentException
                    && String.valueOf(cause.getMessage()).startsWith("URLDecoder: ")) {
                return HttpStatus.BAD_REQUEST;
            }
        }
        return null;
    }

    /** The database cannot be used just now; it is opened anew every few seconds, so that asking again helps. */
    private static void unusable(Context ctx, StorageException e) {
        var level = e instanceof StoppingException ? Level.DEBUG : Level.ERROR;
        LOG.atLevel(level)
                .log(
                        "Request {} found no database: {} {}: {}",
                        requestId(ctx),
                        ctx.method(),
                        ctx.path(),
                        e.getMessage());
        ctx.header("Retry-After", RETRY_SECONDS);
        show(ctx, HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
    }

    /** Refused before anything was changed; the guard has told the log. Reading goes on. */
    private static void diskFull(Context ctx, DiskFullException e) {
        ctx.header("Retry-After", RETRY_SECONDS);
        show(ctx, HttpStatus.INSUFFICIENT_STORAGE, String.valueOf(e.getMessage()));
    }

    private static void damaged(Context ctx, DamagedPlanException e) {
        LOG.error("Request {} found a damaged plan: {} {}", requestId(ctx), ctx.method(), ctx.path(), e);
        show(ctx, HttpStatus.INTERNAL_SERVER_ERROR, String.valueOf(e.getMessage()));
    }

    private static void show(Context ctx, HttpStatus status, String message) {
        ctx.status(status);
        if (!wantsHtml(ctx) && !Partial.asked(ctx)) {
            problem(ctx, status, message, Map.of());
            return;
        }
        var view = Partial.asked(ctx) ? "error/page :: problem" : "error/page";
        ctx.render(view, Map.of("status", status.getCode(), "message", message, "requestId", requestId(ctx)));
        ctx.status(status);
    }

    /**
     * Answers with a problem document.
     *
     * @param more members beside those of the standard
     */
    public static void problem(Context ctx, HttpStatus status, String detail, Map<String, ?> more) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", status.getMessage());
        body.put("status", status.getCode());
        body.put("detail", detail);
        body.put("instance", ctx.path());
        body.put("requestId", requestId(ctx));
        body.putAll(more);
        ctx.status(status).json(body).contentType(ContentType.APPLICATION_JSON);
        ctx.contentType("application/problem+json");
    }

    private static String requestId(Context ctx) {
        var id = ctx.<String>attribute(REQUEST_ID);
        return id == null ? "-" : id;
    }

    /** Javalin's own answers carry its English words, not ours. */
    private static boolean isJavalins(HttpResponseException e) {
        return e.getMessage() == null
                || e.getMessage().startsWith("Endpoint ")
                || e.getMessage().equals("Not Found");
    }
}
