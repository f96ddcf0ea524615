package org.tierwise.web.http;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.regex.Pattern;

/** Versions of things in HTTP: an ETag says which one was read, If-Match which one may be replaced (RFC 9110, 13). */
public final class Preconditions {
    private static final Pattern VERSION = Pattern.compile("\"?(\\d{1,18})\"?");

    private Preconditions() {}

    /** Says which version the answer shows. */
    public static void setVersion(Context ctx, long version) {
        ctx.header("ETag", '"' + Long.toString(version) + '"');
    }

    /** The version that the request may replace. 428 if it does not say: then nobody would notice a lost change. */
    public static long expectedVersion(Context ctx) {
        var sent = ctx.header("If-Match");
        if (sent == null) {
            throw new HttpResponseException(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "Send the version that you read, its ETag, in the header If-Match, such as \"3\".",
                    Map.of());
        }
        var version = VERSION.matcher(sent.strip());
        if (!version.matches()) {
            throw new BadRequestResponse("The header If-Match (" + sent
                    + ") is no version. Send the ETag that came with what you read, such as \"3\".");
        }
        return Long.parseLong(version.group(1));
    }
}
