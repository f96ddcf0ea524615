package org.tierwise.web.http;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** What every program needs of the API first: its description, and the token for writes in a session. */
public final class ApiBasics {
    public void openApi(Context ctx) {
        try (var in = ApiBasics.class.getResourceAsStream("/openapi.yaml")) {
            if (in == null) {
                throw new NotFoundResponse("The description of the API is missing.");
            }
            ctx.result(in.readAllBytes()).contentType("application/yaml; charset=utf-8");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void session(Context ctx) {
        ctx.json(Map.of("csrfToken", Csrf.token(ctx)));
    }
}
