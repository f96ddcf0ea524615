package org.tierwise.catalog.idempotency;

import static org.tierwise.catalog.schema.Tables.IDEMPOTENCY;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.schema.tables.records.IdempotencyRecord;

/**
 * The requests of the last day that carry a key.
 *
 * <p>What is promised: the effect of a request is stored at most once, whatever is killed when, because
 * {@link #carriedOut} is part of its transaction. A reservation that nobody finished, because its program was killed
 * before the effect, is taken over after {@link #ABANDONED}; whoever held it can then no longer store its effect.
 */
public final class IdempotencyRepository {
    public static final Duration KEPT = Duration.ofHours(24);

    /** Longer than any request takes; too short would only waste the work of the slower one. */
    public static final Duration ABANDONED = Duration.ofMinutes(1);

    /** H2 keeps at most 1 MiB in one value. */
    private static final int PACKED_MAX = 1_000_000;

    private final TxContext ctx;
    private final DSLContext db;

    public IdempotencyRepository(TxContext ctx) {
        this.ctx = ctx;
        db = ctx.dsl();
    }

    /** Reserves the key for a request, or says what became of it. Forgets what is older than {@link #KEPT}. */
    public Reservation reserve(RequestKey key, String requestSha256) {
        db.deleteFrom(IDEMPOTENCY)
                .where(IDEMPOTENCY.CREATED_AT.lt(ctx.now().minus(KEPT)))
                .execute();
        int inserted = db.insertInto(IDEMPOTENCY)
                .set(IDEMPOTENCY.WORKSPACE_ID, key.workspaceId())
                .set(IDEMPOTENCY.ACTOR, key.actor())
                .set(IDEMPOTENCY.REQUEST_KEY, key.key())
                .set(IDEMPOTENCY.REQUEST_SHA256, requestSha256)
                .set(IDEMPOTENCY.STATE, "RESERVED")
                .set(IDEMPOTENCY.ATTEMPT, 1)
                .set(IDEMPOTENCY.RESERVED_AT, ctx.now())
                .set(IDEMPOTENCY.CREATED_AT, ctx.now())
                .onConflict(IDEMPOTENCY.WORKSPACE_ID, IDEMPOTENCY.ACTOR, IDEMPOTENCY.REQUEST_KEY)
                .doNothing()
                .execute();
        if (inserted == 1) {
            return new Reservation.Granted(1);
        }
        var known = db.fetchOne(IDEMPOTENCY, is(key));
        if (known == null) {
            // Released in this moment; the next try finds it free.
            return new Reservation.Running();
        }
        if (!known.getRequestSha256().equals(requestSha256)) {
            return new Reservation.Mismatch();
        }
        return known.getState().equals("DONE") ? new Reservation.Done(answer(known)) : takeOver(key, known);
    }

    private Reservation takeOver(RequestKey key, IdempotencyRecord known) {
        var since = known.getReservedAt();
        if (since.isAfter(ctx.now().minus(ABANDONED)) && !since.isAfter(ctx.latestNow())) {
            return new Reservation.Running();
        }
        int attempt = known.getAttempt() + 1;
        int taken = db.update(IDEMPOTENCY)
                .set(IDEMPOTENCY.ATTEMPT, attempt)
                .set(IDEMPOTENCY.RESERVED_AT, ctx.now())
                .where(is(key, known.getAttempt()))
                .and(IDEMPOTENCY.STATE.eq("RESERVED"))
                .execute();
        return taken == 1 ? new Reservation.Granted(attempt) : new Reservation.Running();
    }

    /**
     * Notes that the request is carried out: call it in the transaction that does so. False if another attempt has taken
     * over; then the transaction must be rolled back.
     */
    public boolean carriedOut(RequestKey key, int attempt) {
        return db.update(IDEMPOTENCY)
                        .set(IDEMPOTENCY.STATE, "DONE")
                        .where(is(key, attempt))
                        .execute()
                == 1;
    }

    /** Keeps the answer. One that is too large even when compressed is left out, which leaves the request done. */
    public void keep(RequestKey key, int attempt, KeptAnswer answer) {
        var packed = packed(answer.body());
        boolean fits = packed.length <= PACKED_MAX;
        int kept = db.update(IDEMPOTENCY)
                .set(IDEMPOTENCY.STATE, "DONE")
                .set(IDEMPOTENCY.STATUS, fits ? answer.status() : null)
                .set(IDEMPOTENCY.CONTENT_TYPE, answer.contentType())
                .set(IDEMPOTENCY.LOCATION, answer.location())
                .set(IDEMPOTENCY.ETAG, answer.etag())
                .set(IDEMPOTENCY.BODY, fits ? packed : null)
                .where(is(key, attempt))
                .execute();
        if (kept > 1) {
            throw new IllegalStateException("The key " + key + " names " + kept + " requests.");
        }
    }

    /** Forgets a request that changed nothing, so that it may be sent again. */
    public void release(RequestKey key, int attempt) {
        db.deleteFrom(IDEMPOTENCY)
                .where(is(key, attempt))
                .and(IDEMPOTENCY.STATE.eq("RESERVED"))
                .execute();
    }

    private static Condition is(RequestKey key) {
        return IDEMPOTENCY
                .WORKSPACE_ID
                .eq(key.workspaceId())
                .and(IDEMPOTENCY.ACTOR.eq(key.actor()))
                .and(IDEMPOTENCY.REQUEST_KEY.eq(key.key()));
    }

    private static Condition is(RequestKey key, int attempt) {
        return is(key).and(IDEMPOTENCY.ATTEMPT.eq(attempt));
    }

    private static Optional<KeptAnswer> answer(IdempotencyRecord known) {
        @Nullable Integer status = known.getStatus();
        return status == null
                ? Optional.empty()
                : Optional.of(new KeptAnswer(
                        status,
                        known.getContentType(),
                        known.getLocation(),
                        known.getEtag(),
                        unpacked(known.getBody())));
    }

    private static byte[] packed(byte[] body) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] unpacked(byte[] body) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
