package org.tierwise.web.http;

import io.javalin.http.Context;
import org.tierwise.catalog.activity.Actor;

/** Who acts in a request, as the log of activities names them. */
public final class Acting {
    /** Enough to tell sessions apart, far too little to guess one. */
    private static final int SESSION_DIGITS = 12;

    private Acting() {}

    /** Only for routes that need a session or a token. */
    public static Actor by(Context ctx) {
        return new Actor(Access.actor(ctx), via(ctx), Access.client(ctx));
    }

    /** Somebody who is not signed in, or is just about to be. */
    public static Actor unknown(Context ctx, String name) {
        return new Actor(name, null, Access.client(ctx));
    }

    /** The session by the first digits of the hash that the database keeps of it. */
    private static String via(Context ctx) {
        var session = Access.required(ctx).session();
        return session == null ? "token" : "session " + session.sha256().substring(0, SESSION_DIGITS);
    }
}
