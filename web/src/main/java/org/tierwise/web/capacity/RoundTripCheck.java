package org.tierwise.web.capacity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.geo.City;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.inventory.PlaceFinder;
import org.tierwise.catalog.network.FibreFloor;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;

/** Says what is wrong with a measured round trip: the same words in the form and to programs. */
final class RoundTripCheck {
    /** Field as the form names it: from, to or ms. */
    record Refusal(String field, Code code, String value, String message) {}

    /** @param label as people read it: the id of a site, "Berlin DE" of a city */
    private record End(String id, String label, GeoPoint at) {}

    enum Code {
        SITE_UNKNOWN,
        PLACE_AMBIGUOUS,
        SAME_SITE,
        NUMBER_INVALID,
        BELOW_FLOOR
    }

    /**
     * A round trip without mistakes, or with their list.
     *
     * @param from id of a site, or "city/GEONAMEID"
     */
    record Checked(String from, String to, double ms, List<Refusal> refusals) {}

    private static final String CITY = "city/";

    private final Map<String, End> sites = new HashMap<>();
    private final Map<String, End> cities = new HashMap<>();
    private final PlaceFinder places;
    private final Messages messages;

    /** Knows the sites of one catalogue, and its cities, because users are in cities. */
    RoundTripCheck(ReferenceCatalogue catalogue, PlaceFinder places, Messages messages) {
        catalogue.sites().forEach(site -> sites.put(site.id(), new End(site.id(), site.id(), site.at())));
        catalogue.gazetteer().cities().forEach(city -> cities.put(CITY + city.id(), end(city)));
        this.places = places;
        this.messages = messages;
    }

    private static End end(City city) {
        return new End(CITY + city.id(), city.name() + " " + city.country(), city.at());
    }

    /** How an end is called: "Berlin DE" for the id of a city. */
    String label(String id) {
        return Optional.ofNullable(cities.get(id)).map(End::label).orElse(id);
    }

    /** @param from id of a site or a city, or the name of a city; users are in cities */
    Checked check(String from, String to, String ms) {
        var refusals = new ArrayList<Refusal>();
        var start = start(from, refusals);
        var end = sites.get(to);
        if (end == null) {
            refusals.add(new Refusal("to", Code.SITE_UNKNOWN, to, messages.text("capacity.rtt.noSite", to)));
        }
        double number = milliseconds(ms, refusals);
        if (start != null && end != null && refusals.isEmpty()) {
            checkFloor(start, end, number, ms, refusals);
        }
        return new Checked(start == null ? from : start.id(), to, number, List.copyOf(refusals));
    }

    private @Nullable End start(String text, List<Refusal> refusals) {
        var known = sites.containsKey(text) ? sites.get(text) : cities.get(text);
        if (known != null) {
            return known;
        }
        var place = text.isEmpty() ? new PlaceFinder.Place.Unknown(List.of()) : places.find(text);
        if (place instanceof PlaceFinder.Place.Ambiguous several) {
            var labels = OwnSiteForm.labels(several.candidates());
            refusals.add(new Refusal(
                    "from", Code.PLACE_AMBIGUOUS, text, messages.text("capacity.own.error.several", text, labels)));
            return null;
        }
        // A whole country or a bare point is no city: its distance to a site says nothing of a measured route.
        var city = place instanceof PlaceFinder.Place.Found found ? cityAt(found) : Optional.<End>empty();
        if (city.isEmpty()) {
            refusals.add(new Refusal("from", Code.SITE_UNKNOWN, text, messages.text("capacity.rtt.noEnd", text)));
        }
        return city.orElse(null);
    }

    private Optional<End> cityAt(PlaceFinder.Place.Found found) {
        return cities.values().stream()
                .filter(city -> city.at().equals(found.location().at())
                        && city.label().equals(found.location().label()))
                .findFirst();
    }

    private double milliseconds(String text, List<Refusal> refusals) {
        if (text.matches("\\d{1,5}(\\.\\d{1,6})?") && Double.parseDouble(text) > 0) {
            return Double.parseDouble(text);
        }
        refusals.add(new Refusal("ms", Code.NUMBER_INVALID, text, messages.text("capacity.rtt.noNumber", text)));
        return 0;
    }

    private void checkFloor(End from, End to, double ms, String text, List<Refusal> refusals) {
        double km = from.at().kmTo(to.at());
        if (from.id().equals(to.id())) {
            refusals.add(new Refusal("to", Code.SAME_SITE, to.id(), messages.text("capacity.rtt.same")));
        } else if (FibreFloor.forbids(ms, from.at(), to.at())) {
            var message = messages.text(
                    "capacity.rtt.belowFloor",
                    Numbers.significant(ms, 4),
                    from.label(),
                    to.label(),
                    Numbers.whole(Math.round(km)),
                    Numbers.significant(FibreFloor.ms(km), 4));
            refusals.add(new Refusal("ms", Code.BELOW_FLOOR, text, message));
        }
    }
}
