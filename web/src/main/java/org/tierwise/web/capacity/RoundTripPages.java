package org.tierwise.web.capacity;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.network.FibreFloor;
import org.tierwise.catalog.network.RoundTripRepository;
import org.tierwise.catalog.network.RoundTripRow;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;
import org.tierwise.web.http.Workspaces;

/** The round trips that this workspace measured. One that light in glass cannot reach is refused. */
public final class RoundTripPages {
    private final Tx tx;
    private final Workspaces workspaces;
    private final Map<String, Site> sites;
    private final Clock clock;
    private final Messages messages;

    public RoundTripPages(Tx tx, Workspaces workspaces, ReferenceCatalogue catalogue, Clock clock, Messages messages) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.sites = catalogue.sites().stream().collect(Collectors.toMap(Site::id, Function.identity()));
        this.clock = clock;
        this.messages = messages;
    }

    record Row(String from, String to, String ms, String source) {}

    public void list(Context ctx) {
        show(ctx, Form.EMPTY);
    }

    private void show(Context ctx, Form form) {
        long workspace = workspaces.currentId(ctx);
        var rows = tx.read(db -> new RoundTripRepository(db).list(workspace)).stream()
                .map(row -> new Row(
                        row.from(),
                        row.to(),
                        Numbers.significant(row.p50Ms(), 5) + " ms",
                        SiteView.source(row.provenance(), messages)))
                .toList();
        ctx.render("capacity/roundtrips", Map.of("rows", rows, "form", form));
    }

    public void add(Context ctx) {
        var form = Form.of(ctx);
        var errors = new LinkedHashMap<String, String>();
        var from = site(form, "from", errors);
        var to = site(form, "to", errors);
        double ms = milliseconds(form.value("ms"), errors);
        if (from != null && to != null && errors.isEmpty()) {
            checkFloor(from, to, ms, errors);
        }
        if (from == null || to == null || !errors.isEmpty()) {
            show(ctx, form.withErrors(errors));
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            return;
        }
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        var source = form.value("source").isEmpty() ? messages.text("capacity.rtt.ownSource") : form.value("source");
        var row = new RoundTripRow(from.id(), to.id(), ms, new Provenance(Kind.MEASURED, source, today));
        long workspace = workspaces.currentId(ctx);
        tx.writing(db -> new RoundTripRepository(db).put(workspace, List.of(row)));
        ctx.redirect("/capacity/round-trips", HttpStatus.SEE_OTHER);
    }

    private void checkFloor(Site from, Site to, double ms, Map<String, String> errors) {
        double km = from.at().kmTo(to.at());
        if (from.id().equals(to.id())) {
            errors.put("to", messages.text("capacity.rtt.same"));
        } else if (FibreFloor.forbids(ms, from.at(), to.at())) {
            errors.put(
                    "ms",
                    messages.text(
                            "capacity.rtt.belowFloor",
                            Numbers.significant(ms, 4),
                            from.id(),
                            to.id(),
                            Numbers.whole(Math.round(km)),
                            Numbers.significant(FibreFloor.ms(km), 4)));
        }
    }

    private org.tierwise.catalog.capacity.@org.jspecify.annotations.Nullable Site site(
            Form form, String field, Map<String, String> errors) {
        var site = sites.get(form.value(field));
        if (site == null) {
            errors.put(field, messages.text("capacity.rtt.noSite", form.value(field)));
        }
        return site;
    }

    private double milliseconds(String text, Map<String, String> errors) {
        if (text.matches("\\d{1,5}(\\.\\d{1,6})?") && Double.parseDouble(text) > 0) {
            return Double.parseDouble(text);
        }
        errors.put("ms", messages.text("capacity.rtt.noNumber", text));
        return 0;
    }
}
