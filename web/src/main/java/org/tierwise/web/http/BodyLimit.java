package org.tierwise.web.http;

import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import org.tierwise.catalog.inventory.InventoryException;

/** Refuses bodies that are too large before anybody reads them, in the words of what they were meant for. */
public final class BodyLimit {
    /** An import may have 20 MB, the rest is room for the form around it. */
    public static final long BYTES_MAX = 25L * 1024 * 1024;

    /** A browser shows the answer only when all was taken from it; a body above this is not worth the wait. */
    private static final long DRAINED_MAX = 20 * BYTES_MAX;

    private BodyLimit() {}

    public static void check(Context ctx) {
        long length = ctx.contentLength();
        if (length <= BYTES_MAX) {
            return;
        }
        if (length <= DRAINED_MAX) {
            drain(ctx);
        }
        throw new ContentTooLargeResponse(
                ctx.path().contains("/imports")
                        ? InventoryException.tooLarge().getMessage()
                        : "The request has " + length / 1_000_000 + " MB, at most " + BYTES_MAX / 1_000_000
                                + " are read. Send less at once.");
    }

    private static void drain(Context ctx) {
        try (var body = ctx.req().getInputStream()) {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new ContentTooLargeResponse("The request was cut off while it was refused for its size.");
        }
    }
}
