package org.tierwise.web.capacity;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.activity.LastChangeRepository;
import org.tierwise.catalog.capacity.OwnSite;
import org.tierwise.catalog.capacity.StoredSite;
import org.tierwise.web.http.Conflict;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;
import org.tierwise.web.http.Query;

/** The own premises: what the inventory proposes, what is confirmed, and the form of one. */
public final class OwnSitePages {
    private final OwnSiteStore store;
    private final OwnSiteForm forms;
    private final Messages messages;

    public OwnSitePages(OwnSiteStore store, OwnSiteForm forms, Messages messages) {
        this.store = store;
        this.forms = forms;
        this.messages = messages;
    }

    /** An own or a proposed site; {@code url} leads to its form. */
    record Row(String name, String place, String accelerators, String show, String url) {}

    record Choice(String id, String name) {}

    public void list(Context ctx) {
        ctx.render(
                "capacity/own",
                Map.of(
                        "sites",
                        store.list(ctx).stream()
                                .map(stored -> {
                                    var url = url(stored.own());
                                    return row(stored.own(), url, url + "/edit");
                                })
                                .toList(),
                        "proposed",
                        store.proposed(ctx).stream()
                                .map(own -> row(own, "", "/capacity/new?place=" + encoded(place(own))))
                                .toList()));
    }

    private static Row row(OwnSite own, String show, String url) {
        var accelerators = own.pools().stream()
                .map(pool -> Numbers.significant(pool.quantity().value(), 6) + " × " + pool.acceleratorId())
                .collect(Collectors.joining(", "));
        return new Row(own.site().name(), place(own), accelerators, show, url);
    }

    private static String place(OwnSite own) {
        return own.site().city() + " " + own.site().country();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String url(OwnSite own) {
        return "/capacity/own/" + encoded(own.site().code());
    }

    /** A new site; a place in the URL fills in what a solve would assume there. */
    public void add(Context ctx) {
        var place = Query.of(ctx).value("place");
        var form = place.isEmpty()
                ? Form.EMPTY
                : forms.assumedAt(place, store.catalogue(ctx))
                        .map(forms::showing)
                        .orElseGet(() -> Form.showing(Map.of("place", place)));
        show(ctx, form, null, "");
    }

    public void create(Context ctx) {
        var form = Form.of(ctx);
        var read = forms.read(form, store.catalogue(ctx), null);
        if (read.site().isEmpty()) {
            refuse(ctx, HttpStatus.UNPROCESSABLE_CONTENT, form.withErrors(read.errors()), null, "");
            return;
        }
        var own = read.site().get();
        if (store.add(ctx, own)) {
            ctx.redirect("/capacity/own", HttpStatus.SEE_OTHER);
        } else {
            var taken = messages.text(
                    "capacity.own.error.taken", place(own), own.site().id());
            refuse(ctx, HttpStatus.UNPROCESSABLE_CONTENT, form.withErrors(Map.of("place", taken)), null, "");
        }
    }

    public void edit(Context ctx) {
        var stored = stored(ctx);
        show(ctx, forms.showing(stored.own()), stored, Long.toString(stored.version()));
    }

    public void update(Context ctx) {
        var stored = stored(ctx);
        var form = Form.of(ctx);
        var read = forms.read(form, store.catalogue(ctx), stored.own().site());
        if (read.site().isEmpty()) {
            refuse(
                    ctx,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    form.withErrors(read.errors()),
                    stored,
                    form.value("version"));
        } else if (store.replace(ctx, version(form), stored, read.site().get())) {
            ctx.redirect("/capacity/own", HttpStatus.SEE_OTHER);
        } else {
            refuseStale(ctx, form, read.site().get());
        }
    }

    public void delete(Context ctx) {
        var stored = stored(ctx);
        if (store.remove(ctx, version(Form.of(ctx)), stored)) {
            ctx.redirect("/capacity/own", HttpStatus.SEE_OTHER);
        } else {
            var current = stored(ctx);
            var changed = forms.showing(current.own()).withErrors(Map.of("", messages.text("conflict.removeChanged")));
            refuse(ctx, HttpStatus.CONFLICT, changed, current, Long.toString(current.version()));
        }
    }

    /** Both versions, and below them the form as it was sent, which now replaces the stored one knowingly. */
    private void refuseStale(Context ctx, Form form, OwnSite edited) {
        var current = stored(ctx);
        var change = store.lastChange(ctx, current.own());
        var conflict = new Conflict(
                Conflict.lead(
                        messages,
                        change.map(LastChangeRepository.LastChange::actor).orElse(""),
                        change.map(LastChangeRepository.LastChange::at).orElse(null)),
                rows(forms.showing(current.own()), forms.showing(edited)),
                url(current.own()),
                Conflict.fields(form, "version", Long.toString(current.version())),
                url(current.own()) + "/edit");
        show(ctx, form, current, Long.toString(current.version()), Map.of("conflict", conflict));
        ctx.status(HttpStatus.CONFLICT);
    }

    private List<Conflict.Row> rows(Form theirs, Form mine) {
        var names = new ArrayList<>(List.of("name", "pue", "kwh", "kw"));
        var rows =
                Math.max(OwnSiteForm.rows(theirs).size(), OwnSiteForm.rows(mine).size());
        for (int row = 1; row <= rows; row++) {
            names.addAll(List.of("accelerator_" + row, "quantity_" + row, "price_" + row));
        }
        return names.stream()
                .filter(name -> !(theirs.value(name) + mine.value(name)).isEmpty())
                .map(name -> Conflict.Row.of(label(name), theirs.value(name), mine.value(name)))
                .toList();
    }

    /** "Quantity, kind 2" for "quantity_2". */
    private String label(String name) {
        int at = name.indexOf('_');
        return at < 0
                ? messages.text("capacity.own.field." + name)
                : messages.text("capacity.own.row", name.substring(at + 1)) + ": "
                        + messages.text("capacity.own.field." + name.substring(0, at));
    }

    private static long version(Form form) {
        return form.value("version").matches("\\d{1,18}") ? Long.parseLong(form.value("version")) : -1;
    }

    private StoredSite stored(Context ctx) {
        var id = "own/" + ctx.pathParam("code");
        return store.find(ctx, id)
                .orElseThrow(() -> new NotFoundResponse("There is no own site (" + id + "). Maybe it was removed."));
    }

    private void refuse(Context ctx, HttpStatus status, Form form, @Nullable StoredSite stored, String version) {
        show(ctx, form, stored, version);
        ctx.status(status);
    }

    private void show(Context ctx, Form form, @Nullable StoredSite stored, String version) {
        show(ctx, form, stored, version, Map.of());
    }

    private void show(Context ctx, Form form, @Nullable StoredSite stored, String version, Map<String, Object> more) {
        var model = new LinkedHashMap<String, Object>(more);
        model.put("form", form);
        model.put("problems", form.errors());
        model.put("rows", OwnSiteForm.rows(form));
        model.put("choices", choices(ctx));
        model.put("version", version);
        model.put("action", stored == null ? "/capacity/own" : url(stored.own()));
        model.put("stored", stored != null);
        model.put("place", stored == null ? "" : place(stored.own()));
        model.put(
                "title",
                stored == null
                        ? messages.text("capacity.own.new")
                        : stored.own().site().name());
        ctx.render("capacity/ownsite", model);
    }

    private List<Choice> choices(Context ctx) {
        return store.catalogue(ctx).accelerators().stream()
                .map(accelerator -> new Choice(
                        accelerator.id(),
                        accelerator.name() + ", " + Numbers.significant(accelerator.memoryGb(), 4) + " GB"))
                .sorted(java.util.Comparator.comparing(Choice::name))
                .toList();
    }
}
