package org.tierwise.web.capacity;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.Accelerator;
import org.tierwise.catalog.capacity.CapacityPool;
import org.tierwise.catalog.capacity.OwnSite;
import org.tierwise.catalog.capacity.Site;
import org.tierwise.catalog.inventory.PlaceFinder;
import org.tierwise.catalog.policy.OwnedPrice;
import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.provenance.Figure;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.catalog.workload.UserLocation;
import org.tierwise.solver.problem.PremisesProposals;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;

/** Between the form of an own site and the site. What is left empty is what a solve would assume. */
public final class OwnSiteForm {
    /** More kinds of accelerators than any own site has. */
    private static final int ROWS_MAX = 20;

    private static final int ROWS_SHOWN = 4;
    private static final double PUE_MAX = 3;
    private static final double USD_PER_KWH_MAX = 5;
    private static final double KW_MAX = 1_000_000;
    private static final double QUANTITY_MAX = 100_000;
    private static final double CAPEX_USD_MAX = 10_000_000;

    private final PlaceFinder places;
    private final Clock clock;
    private final Messages messages;

    public OwnSiteForm(PlaceFinder places, Clock clock, Messages messages) {
        this.places = places;
        this.clock = clock;
        this.messages = messages;
    }

    /** The site, or what is wrong by field. */
    record Read(Optional<OwnSite> site, Map<String, String> errors) {}

    /** What the fields of a site hold. */
    Form showing(OwnSite own) {
        var site = own.site();
        var values = new LinkedHashMap<String, String>();
        values.put("name", site.name());
        values.put("place", location(site).label());
        values.put("pue", Numbers.plain(site.pue().value()));
        values.put("kwh", Numbers.plain(site.usdPerKwh().value()));
        values.put("kw", Numbers.plain(site.kwLimit()));
        int row = 1;
        for (var pool : own.pools()) {
            values.put("accelerator_" + row, pool.acceleratorId());
            values.put("quantity_" + row, Numbers.plain(pool.quantity().value()));
            values.put("price_" + row, Numbers.plain(own.capexUsd().get(pool.acceleratorId())));
            row++;
        }
        return Form.showing(values);
    }

    /** The site that a solve would assume at the place, if there is such a place. */
    Optional<OwnSite> assumedAt(String place, ReferenceCatalogue catalogue) {
        return place(place, new LinkedHashMap<>()).map(new PremisesProposals(catalogue)::at);
    }

    /** Numbers of the accelerator rows that the form shows: all that are filled and two more. */
    static List<Integer> rows(Form form) {
        int last = 0;
        for (int row = 1; row <= ROWS_MAX; row++) {
            last = blank(form, row) ? last : row;
        }
        int shown = Math.min(ROWS_MAX, Math.max(ROWS_SHOWN, last + 2));
        return java.util.stream.IntStream.rangeClosed(1, shown).boxed().toList();
    }

    private static boolean blank(Form form, int row) {
        return (form.value("accelerator_" + row) + form.value("quantity_" + row) + form.value("price_" + row))
                .isEmpty();
    }

    /**
     * Reads the form.
     *
     * @param old the site that is edited: it stays where it is; missing for a new one
     */
    Read read(Form form, ReferenceCatalogue catalogue, @Nullable Site old) {
        var errors = new LinkedHashMap<String, String>();
        var found = old == null ? place(form.value("place"), errors) : Optional.of(location(old));
        var proposals = new PremisesProposals(catalogue);
        var pue = number(form, "pue", 1, PUE_MAX, errors);
        var usdPerKwh = number(form, "kwh", 0, USD_PER_KWH_MAX, errors);
        var kw = number(form, "kw", 0.1, KW_MAX, errors);
        var rows = rows(form, catalogue, proposals.capexUsd(), errors);
        if (form.value("name").length() > 200) {
            errors.put(
                    "name",
                    messages.text("capacity.own.error.name", form.value("name").length()));
        }
        if (found.isEmpty() || !errors.isEmpty()) {
            return new Read(Optional.empty(), errors);
        }
        var assumed = proposals.at(found.get()).site();
        var site = site(old == null ? assumed : old, assumed, form.value("name"), pue, usdPerKwh, kw);
        checkPower(site, rows, catalogue, errors);
        return errors.isEmpty()
                ? new Read(Optional.of(new OwnSite(site, pools(site.id(), rows, catalogue), prices(rows))), errors)
                : new Read(Optional.empty(), errors);
    }

    private static UserLocation location(Site site) {
        return new UserLocation(site.city(), site.country(), site.at());
    }

    private Site site(
            Site base,
            Site assumed,
            String name,
            @Nullable Double pue,
            @Nullable Double usdPerKwh,
            @Nullable Double kw) {
        return new Site(
                base.id(),
                base.provider(),
                base.code(),
                name.isEmpty() ? assumed.name() : name,
                base.kind(),
                base.tier(),
                base.ownership(),
                base.city(),
                base.country(),
                base.at(),
                "own",
                base.failureDomain(),
                base.aggregationRttMs(),
                true,
                entered(pue, assumed.pue()),
                entered(usdPerKwh, assumed.usdPerKwh()),
                assumed.gridGco2PerKwh(),
                kw,
                entered());
    }

    private record Row(int number, String accelerator, double quantity, double capexUsd) {}

    private List<Row> rows(
            Form form, ReferenceCatalogue catalogue, Map<String, Double> knownPrices, Map<String, String> errors) {
        var rows = new ArrayList<Row>();
        var known = catalogue.accelerators().stream().map(Accelerator::id).collect(Collectors.toSet());
        for (int row = 1; row <= ROWS_MAX; row++) {
            if (blank(form, row)) {
                continue;
            }
            var accelerator = form.value("accelerator_" + row);
            if (!known.contains(accelerator)) {
                errors.put("accelerator_" + row, messages.text("capacity.own.error.accelerator", accelerator));
            } else if (rows.stream().anyMatch(other -> other.accelerator().equals(accelerator))) {
                errors.put("accelerator_" + row, messages.text("capacity.own.error.twice", accelerator));
            }
            var quantity = number(form, "quantity_" + row, 0, QUANTITY_MAX, errors);
            if (quantity == null || quantity != Math.rint(quantity)) {
                errors.putIfAbsent(
                        "quantity_" + row, messages.text("capacity.own.error.quantity", form.value("quantity_" + row)));
            }
            var price = number(form, "price_" + row, 0, CAPEX_USD_MAX, errors);
            var capex = price == null ? knownPrices.get(accelerator) : price;
            if (capex == null) {
                errors.putIfAbsent("price_" + row, messages.text("capacity.own.error.price", accelerator));
            }
            if (quantity != null && capex != null && quantity > 0) {
                rows.add(new Row(row, accelerator, quantity, capex));
            }
        }
        if (rows.isEmpty() && errors.keySet().stream().noneMatch(field -> field.contains("_"))) {
            errors.put("accelerator_1", messages.text("capacity.own.error.none"));
        }
        return rows;
    }

    private static Map<String, Double> prices(List<Row> rows) {
        var prices = new TreeMap<String, Double>();
        rows.forEach(row -> prices.put(row.accelerator(), row.capexUsd()));
        return prices;
    }

    private List<CapacityPool> pools(String siteId, List<Row> rows, ReferenceCatalogue catalogue) {
        return rows.stream()
                .map(row -> new CapacityPool(
                        siteId + "|" + row.accelerator() + "|owned",
                        siteId,
                        row.accelerator(),
                        PurchaseTerm.OWNED,
                        new Figure(row.quantity(), "accelerators", entered()),
                        new Figure(OwnedPrice.usdPerHour(catalogue.assumptions(), row.capexUsd()), "USD/h", entered()),
                        true))
                .toList();
    }

    /** The limit holds in every plan, because no plan uses more accelerators than the site has. */
    private void checkPower(Site site, List<Row> rows, ReferenceCatalogue catalogue, Map<String, String> errors) {
        var limit = site.kwLimit();
        if (limit == null) {
            return;
        }
        double watt = 0;
        for (var row : rows) {
            var tdp = catalogue.accelerators().stream()
                    .filter(accelerator -> accelerator.id().equals(row.accelerator()))
                    .findFirst()
                    .map(Accelerator::tdpW)
                    .orElse(null);
            watt += tdp == null ? 0 : row.quantity() * tdp;
        }
        double kw = watt
                / 1000
                * catalogue.assumptions().value("cost.energy.hostFactor")
                * site.pue().value();
        if (kw > limit) {
            errors.put(
                    "kw",
                    messages.text(
                            "capacity.own.error.power", Numbers.significant(limit, 6), Numbers.significant(kw, 4)));
        }
    }

    /** A number from the form keeps the source of the assumed one if the user confirmed it as it was. */
    private Figure entered(@Nullable Double value, Figure assumed) {
        return value == null || value == assumed.value() ? assumed : new Figure(value, assumed.unit(), entered());
    }

    private Provenance entered() {
        return new Provenance(
                Kind.ASSUMED,
                "entered by the owner",
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString());
    }

    private @Nullable Double number(Form form, String field, double low, double high, Map<String, String> errors) {
        var text = form.value(field);
        if (text.isEmpty()) {
            return null;
        }
        double value = text.matches("\\d{1,9}(\\.\\d{1,9})?") ? Double.parseDouble(text) : -1;
        if (value < low || value > high) {
            errors.put(
                    field,
                    messages.text("capacity.own.error.number", text, Numbers.significant(low, 4), Numbers.whole((long)
                            high)));
            return null;
        }
        return value;
    }

    private Optional<UserLocation> place(String text, Map<String, String> errors) {
        if (text.isEmpty()) {
            errors.put("place", messages.text("capacity.own.error.noPlace"));
            return Optional.empty();
        }
        switch (places.find(text)) {
            case PlaceFinder.Place.Found found -> {
                if (found.countryCentre()) {
                    errors.put("place", messages.text("capacity.own.error.country", text));
                } else if (found.location().country().isEmpty()) {
                    errors.put("place", messages.text("capacity.own.error.coordinates", text));
                } else {
                    return Optional.of(found.location());
                }
            }
            case PlaceFinder.Place.Ambiguous several ->
                errors.put("place", messages.text("capacity.own.error.several", text, labels(several.candidates())));
            case PlaceFinder.Place.Unknown unknown ->
                errors.put(
                        "place",
                        unknown.near().isEmpty()
                                ? messages.text("capacity.own.error.unknown", text)
                                : messages.text("capacity.own.error.near", text, labels(unknown.near())));
        }
        return Optional.empty();
    }

    static String labels(List<UserLocation> places) {
        return places.stream().map(UserLocation::label).collect(Collectors.joining(", "));
    }
}
