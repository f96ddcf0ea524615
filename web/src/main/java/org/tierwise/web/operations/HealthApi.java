package org.tierwise.web.operations;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** Answers probes: is the process alive, and should it get requests. Tells nothing that a stranger may not know. */
public final class HealthApi {
    private final Readiness readiness;

    public HealthApi(Readiness readiness) {
        this.readiness = readiness;
    }

    public void live(Context ctx) {
        ctx.result("ok");
    }

    public void ready(Context ctx) {
        var found = readiness.find();
        ctx.status(found.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
        ctx.json(found.json());
    }
}
