package org.tierwise.web.capacity;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;

/** The round trips that this workspace measured. One that light in glass cannot reach is refused. */
public final class RoundTripPages {
    private final RoundTripStore store;
    private final Messages messages;

    public RoundTripPages(RoundTripStore store, Messages messages) {
        this.store = store;
        this.messages = messages;
    }

    record Row(String fromId, String from, String to, String ms, String source) {}

    public void list(Context ctx) {
        show(ctx, Form.EMPTY);
    }

    private void show(Context ctx, Form form) {
        var names = store.check(ctx);
        var rows = store.list(ctx).stream()
                .map(row -> new Row(
                        row.from(),
                        names.label(row.from()),
                        row.to(),
                        Numbers.significant(row.p50Ms(), 5) + " ms",
                        SiteView.source(row.provenance(), messages)))
                .toList();
        ctx.render("capacity/roundtrips", Map.of("rows", rows, "form", form));
    }

    public void add(Context ctx) {
        var form = Form.of(ctx);
        var checked = store.check(ctx).check(form.value("from"), form.value("to"), form.value("ms"));
        if (!checked.refusals().isEmpty()) {
            var errors = new LinkedHashMap<String, String>();
            checked.refusals().forEach(refusal -> errors.put(refusal.field(), refusal.message()));
            show(ctx, form.withErrors(errors));
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            return;
        }
        store.put(ctx, List.of(store.row(checked, form.value("source"))));
        ctx.redirect("/capacity/round-trips", HttpStatus.SEE_OTHER);
    }

    public void delete(Context ctx) {
        var form = Form.of(ctx);
        store.delete(ctx, form.value("from"), form.value("to"));
        ctx.redirect("/capacity/round-trips", HttpStatus.SEE_OTHER);
    }
}
