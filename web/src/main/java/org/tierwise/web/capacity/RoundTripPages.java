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
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.TxContext;
import org.tierwise.catalog.activity.ActivityLog;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.geo.City;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.inventory.PlaceFinder;
import org.tierwise.catalog.network.FibreFloor;
import org.tierwise.catalog.network.RoundTripRepository;
import org.tierwise.catalog.network.RoundTripRow;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;
import org.tierwise.web.http.WorkspaceCatalogues;
import org.tierwise.web.http.Workspaces;

/** The round trips that this workspace measured. One that light in glass cannot reach is refused. */
public final class RoundTripPages {
    private static final String CITY = "city/";

    private final Tx tx;
    private final Workspaces workspaces;
    private final WorkspaceCatalogues catalogues;
    private final PlaceFinder places;
    private final Map<String, City> cities;
    private final Clock clock;
    private final Messages messages;

    public RoundTripPages(
            Tx tx,
            Workspaces workspaces,
            WorkspaceCatalogues catalogues,
            PlaceFinder places,
            Clock clock,
            Messages messages) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.catalogues = catalogues;
        this.places = places;
        cities = catalogues.shipped().gazetteer().cities().stream()
                .collect(Collectors.toMap(city -> CITY + city.id(), Function.identity(), (first, second) -> first));
        this.clock = clock;
        this.messages = messages;
    }

    record Row(String fromId, String from, String to, String ms, String source) {}

    /** One end of a measurement. */
    private record End(String id, GeoPoint at) {}

    public void list(Context ctx) {
        show(ctx, Form.EMPTY);
    }

    private void show(Context ctx, Form form) {
        long workspace = workspaces.currentId(ctx);
        var rows = tx.read(db -> new RoundTripRepository(db).list(workspace)).stream()
                .map(row -> new Row(
                        row.from(),
                        label(row.from()),
                        row.to(),
                        Numbers.significant(row.p50Ms(), 5) + " ms",
                        SiteView.source(row.provenance(), messages)))
                .toList();
        ctx.render("capacity/roundtrips", Map.of("rows", rows, "form", form));
    }

    public void add(Context ctx) {
        var form = Form.of(ctx);
        var errors = new LinkedHashMap<String, String>();
        var sites = catalogues.current(ctx).sites().stream()
                .collect(Collectors.toMap(Site::id, site -> new End(site.id(), site.at())));
        var from = from(form.value("from"), sites, errors);
        var to = sites.get(form.value("to"));
        if (to == null) {
            errors.put("to", messages.text("capacity.rtt.noSite", form.value("to")));
        }
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
        tx.writing(db -> {
            new RoundTripRepository(db).put(workspace, List.of(row));
            log(db, workspace, "created", row.from(), row.to());
        });
        ctx.redirect("/capacity/round-trips", HttpStatus.SEE_OTHER);
    }

    /** Forgets one; that it is gone already is no error. */
    public void delete(Context ctx) {
        var form = Form.of(ctx);
        var from = form.value("from");
        var to = form.value("to");
        long workspace = workspaces.currentId(ctx);
        tx.writing(db -> {
            if (new RoundTripRepository(db).delete(workspace, from, to)) {
                log(db, workspace, "deleted", from, to);
            }
        });
        ctx.redirect("/capacity/round-trips", HttpStatus.SEE_OTHER);
    }

    private void log(TxContext db, long workspace, String verb, String from, String to) {
        new ActivityLog(db)
                .add(
                        workspace,
                        OwnSiteStore.OWNER,
                        verb,
                        new ActivityLog.Subject("round trip", from + " to " + to),
                        "The measured round trip from " + from + " to " + to + " was " + verb + ".",
                        null,
                        null);
    }

    private String label(String id) {
        var city = cities.get(id);
        return city == null ? id : city.name() + " " + city.country();
    }

    private void checkFloor(End from, End to, double ms, Map<String, String> errors) {
        double km = from.at().kmTo(to.at());
        if (from.id().equals(to.id())) {
            errors.put("to", messages.text("capacity.rtt.same"));
        } else if (FibreFloor.forbids(ms, from.at(), to.at())) {
            errors.put(
                    "ms",
                    messages.text(
                            "capacity.rtt.belowFloor",
                            Numbers.significant(ms, 4),
                            label(from.id()),
                            to.id(),
                            Numbers.whole(Math.round(km)),
                            Numbers.significant(FibreFloor.ms(km), 4)));
        }
    }

    /** A site, or a city by its name or as "city/GEONAMEID": users are in cities. */
    private @Nullable End from(String text, Map<String, End> sites, Map<String, String> errors) {
        var site = sites.get(text);
        if (site != null) {
            return site;
        }
        var city = cities.get(text);
        if (city != null) {
            return new End(text, city.at());
        }
        switch (text.isEmpty() ? new PlaceFinder.Place.Unknown(List.of()) : places.find(text)) {
            case PlaceFinder.Place.Found found -> {
                var end = cities.entrySet().stream()
                        .filter(entry ->
                                entry.getValue().at().equals(found.location().at())
                                        && entry.getValue()
                                                .name()
                                                .equals(found.location().name()))
                        .findFirst();
                if (end.isPresent()) {
                    return new End(end.get().getKey(), end.get().getValue().at());
                }
                errors.put("from", messages.text("capacity.rtt.noEnd", text));
            }
            case PlaceFinder.Place.Ambiguous several ->
                errors.put(
                        "from",
                        messages.text("capacity.own.error.several", text, OwnSiteForm.labels(several.candidates())));
            case PlaceFinder.Place.Unknown unknown -> errors.put("from", messages.text("capacity.rtt.noEnd", text));
        }
        return null;
    }

    private double milliseconds(String text, Map<String, String> errors) {
        if (text.matches("\\d{1,5}(\\.\\d{1,6})?") && Double.parseDouble(text) > 0) {
            return Double.parseDouble(text);
        }
        errors.put("ms", messages.text("capacity.rtt.noNumber", text));
        return 0;
    }
}
