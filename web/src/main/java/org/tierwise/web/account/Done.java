package org.tierwise.web.account;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.tierwise.web.http.Messages;

/** What the last action did, told after the redirect. */
final class Done {
    private Done() {}

    static void redirect(Context ctx, String path, String what) {
        ctx.redirect(path + "?done=" + what, HttpStatus.SEE_OTHER);
    }

    /** In words; empty without an action, and for words that we did not write. */
    static String of(Context ctx, Messages messages) {
        var what = ctx.queryParam("done");
        return what != null && what.matches("[a-z]{1,20}") && messages.has("account.done." + what)
                ? messages.text("account.done." + what)
                : "";
    }
}
