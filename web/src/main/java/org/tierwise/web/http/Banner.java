package org.tierwise.web.http;

import io.javalin.http.Context;
import java.util.function.Supplier;

/** A sentence at the top of every page while something is wrong with the installation as a whole. */
public final class Banner {
    private static final String SHOWN = "banner";

    private final Supplier<String> trouble;

    /**
     * A banner that shows what is wrong now.
     *
     * @param trouble a sentence for people; empty if all is well
     */
    public Banner(Supplier<String> trouble) {
        this.trouble = trouble;
    }

    /** Finds out what the page of this request has to say. */
    public void identify(Context ctx) {
        ctx.attribute(SHOWN, trouble.get());
    }

    static String of(Context ctx) {
        var shown = ctx.<String>attribute(SHOWN);
        return shown == null ? "" : shown;
    }
}
