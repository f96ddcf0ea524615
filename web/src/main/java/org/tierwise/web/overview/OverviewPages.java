package org.tierwise.web.overview;

import io.javalin.http.Context;
import java.util.Map;

/** The start page, help, and what the data is. */
public final class OverviewPages {
    public void start(Context ctx) {
        ctx.render("overview/start", Map.of());
    }

    public void help(Context ctx) {
        ctx.render("help/page", Map.of());
    }

    public void aboutData(Context ctx) {
        ctx.render("overview/data", Map.of());
    }
}
