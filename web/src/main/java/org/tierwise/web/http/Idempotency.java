package org.tierwise.web.http;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.idempotency.IdempotencyRepository;
import org.tierwise.catalog.idempotency.KeptAnswer;
import org.tierwise.catalog.idempotency.RequestKey;
import org.tierwise.catalog.idempotency.Reservation;

/**
 * A program that heard no answer sends its POST again with the same {@code Idempotency-Key} and gets the first answer,
 * and nothing is done twice. That the request was carried out is stored in the transaction of its effect, its answer
 * right after; whoever asks after a crash between both is told so with 409. A request that changed nothing because it
 * was refused frees its key.
 */
public final class Idempotency {
    private static final String HEADER = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String RESERVED = "idempotency.reserved";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");
    private static final String RETRY_SECONDS = "2";

    private final Tx tx;
    private final Workspaces workspaces;

    public Idempotency(Tx tx, Workspaces workspaces) {
        this.tx = tx;
        this.workspaces = workspaces;
    }

    private record Reserved(RequestKey key, int attempt) {}

    /** Runs before the handler of a matched route, after all checks of who may do what. */
    public void begin(Context ctx) {
        tx.accompany(null);
        var sent = ctx.header(HEADER);
        if (sent == null
                || !ctx.method().equals(HandlerType.POST)
                || !ctx.path().startsWith("/api/v1/")) {
            return;
        }
        if (!KEY.matcher(sent).matches()) {
            throw new BadRequestResponse("The header " + HEADER + " must have 1 to " + RequestKey.LENGTH_MAX
                    + " visible characters of ASCII, such as a UUID.");
        }
        var key = new RequestKey(workspaces.currentId(ctx), Access.actor(ctx), sent);
        var hash = hash(ctx);
        switch (tx.write(db -> new IdempotencyRepository(db).reserve(key, hash))) {
            case Reservation.Granted granted -> grant(ctx, new Reserved(key, granted.attempt()));
            case Reservation.Running running -> {
                ctx.header("Retry-After", RETRY_SECONDS);
                throw refused(
                        HttpStatus.CONFLICT, "A request with this key is being carried out. Ask again in a moment.");
            }
            case Reservation.Mismatch mismatch ->
                throw refused(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "The key (" + sent + ") was used for another request within the last day. Take a new one.");
            case Reservation.Done done ->
                replay(
                        ctx,
                        done.answer()
                                .orElseThrow(() -> refused(
                                        HttpStatus.CONFLICT,
                                        "The request with this key was carried out, but its answer is lost. Nothing was"
                                                + " done again; read what is stored.")));
        }
    }

    private void grant(Context ctx, Reserved reserved) {
        ctx.attribute(RESERVED, reserved);
        tx.accompany(db -> {
            if (!new IdempotencyRepository(db).carriedOut(reserved.key(), reserved.attempt())) {
                throw refused(HttpStatus.CONFLICT, "Another request with this key has taken over; nothing was stored.");
            }
        });
    }

    private static void replay(Context ctx, KeptAnswer answer) {
        ctx.header(REPLAYED, "true");
        header(ctx, "Location", answer.location());
        header(ctx, "ETag", answer.etag());
        ctx.status(answer.status()).result(answer.body());
        if (answer.contentType() != null) {
            ctx.contentType(answer.contentType());
        }
        ctx.skipRemainingHandlers();
    }

    private static void header(Context ctx, String name, @Nullable String value) {
        if (value != null) {
            ctx.header(name, value);
        }
    }

    /** Runs after the handler, whether it failed or not. */
    public void end(Context ctx) {
        tx.accompany(null);
        Reserved reserved = ctx.attribute(RESERVED);
        if (reserved == null) {
            return;
        }
        int status = ctx.statusCode();
        var answer = new KeptAnswer(
                status,
                ctx.res().getContentType(),
                ctx.res().getHeader("Location"),
                ctx.res().getHeader("ETag"),
                body(ctx));
        tx.writing(db -> {
            var requests = new IdempotencyRepository(db);
            if (status >= 400) {
                // Frees the key only if nothing was stored; else the answer is kept, whatever it was.
                requests.release(reserved.key(), reserved.attempt());
            }
            requests.keep(reserved.key(), reserved.attempt(), answer);
        });
    }

    private static byte[] body(Context ctx) {
        var stream = ctx.resultInputStream();
        if (stream == null) {
            return new byte[0];
        }
        try (stream) {
            var bytes = stream.readAllBytes();
            ctx.result(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(Context ctx) {
        var query = ctx.queryString();
        var head = ctx.path() + "?" + (query == null ? "" : query) + "\n" + ctx.contentType() + "\n";
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(ctx.bodyAsBytes());
        return Digest.sha256(whole.toByteArray());
    }

    private static HttpResponseException refused(HttpStatus status, String message) {
        return new HttpResponseException(status, message, Map.of());
    }
}
