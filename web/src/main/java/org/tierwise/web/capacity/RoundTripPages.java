package org.tierwise.web.capacity;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tierwise.catalog.activity.LastChangeRepository;
import org.tierwise.catalog.network.RoundTripRow;
import org.tierwise.web.http.Conflict;
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

    record Row(String fromId, String from, String to, String ms, String seen, String source) {}

    public void list(Context ctx) {
        show(ctx, Form.EMPTY);
    }

    private void show(Context ctx, Form form) {
        show(ctx, form, Map.of());
    }

    private void show(Context ctx, Form form, Map<String, Object> more) {
        var names = store.check(ctx);
        var rows = store.list(ctx).stream()
                .map(row -> new Row(
                        row.from(),
                        names.label(row.from()),
                        row.to(),
                        Numbers.significant(row.p50Ms(), 5) + " ms",
                        Numbers.plain(row.p50Ms()),
                        SiteView.source(row.provenance(), messages)))
                .toList();
        var model = new HashMap<String, Object>(more);
        model.put("rows", rows);
        model.put("form", form);
        ctx.render("capacity/roundtrips", model);
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
        var row = store.row(checked, form.value("source"));
        var stored = store.putOver(ctx, row, form.value("seen").isEmpty() ? null : seen(form));
        if (stored.isEmpty()) {
            ctx.redirect("/capacity/round-trips", HttpStatus.SEE_OTHER);
        } else {
            show(ctx, form, Map.of("conflict", conflict(ctx, form, row, stored.get())));
            ctx.status(HttpStatus.CONFLICT);
        }
    }

    private Conflict conflict(Context ctx, Form form, RoundTripRow mine, RoundTripRow stored) {
        var change = store.lastChange(ctx, stored);
        return new Conflict(
                Conflict.lead(
                        messages,
                        change.map(LastChangeRepository.LastChange::actor).orElse(""),
                        change.map(LastChangeRepository.LastChange::at).orElse(null)),
                List.of(
                        Conflict.Row.of(
                                messages.text("capacity.rtt.ms"),
                                Numbers.plain(stored.p50Ms()),
                                Numbers.plain(mine.p50Ms())),
                        Conflict.Row.of(
                                messages.text("capacity.rtt.source"),
                                SiteView.source(stored.provenance(), messages),
                                SiteView.source(mine.provenance(), messages))),
                "/capacity/round-trips",
                Conflict.fields(form, "seen", Numbers.plain(stored.p50Ms())),
                "/capacity/round-trips");
    }

    /** The median that the form was filled from; no median if it is no number. */
    private static double seen(Form form) {
        var text = form.value("seen");
        return text.matches("\\d{1,9}(\\.\\d{1,17})?") ? Double.parseDouble(text) : -1;
    }

    public void delete(Context ctx) {
        var form = Form.of(ctx);
        if (store.delete(ctx, form.value("from"), form.value("to"), seen(form))) {
            ctx.redirect("/capacity/round-trips", HttpStatus.SEE_OTHER);
        } else {
            show(ctx, Form.EMPTY, Map.of("problem", messages.text("conflict.removeChanged")));
            ctx.status(HttpStatus.CONFLICT);
        }
    }
}
