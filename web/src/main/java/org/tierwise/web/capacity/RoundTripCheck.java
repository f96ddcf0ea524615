package org.tierwise.web.capacity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.network.FibreFloor;
import org.tierwise.catalog.reference.ReferenceCatalogue;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.Numbers;

/** Says what is wrong with a measured round trip: the same words in the form and to programs. */
final class RoundTripCheck {
    /** Field as the form names it: from, to or ms. */
    record Refusal(String field, Code code, String value, String message) {}

    private record End(String id, GeoPoint at) {}

    enum Code {
        SITE_UNKNOWN,
        SAME_SITE,
        NUMBER_INVALID,
        BELOW_FLOOR
    }

    /** A round trip without mistakes, or with their list. */
    record Checked(String from, String to, double ms, List<Refusal> refusals) {}

    private final Map<String, GeoPoint> sites = new HashMap<>();
    private final Map<String, GeoPoint> starts = new HashMap<>();
    private final Messages messages;

    /** Knows the sites of one catalogue; users are in cities, so that a measurement may start in "city/GEONAMEID". */
    RoundTripCheck(ReferenceCatalogue catalogue, Messages messages) {
        catalogue.sites().forEach(site -> sites.put(site.id(), site.at()));
        catalogue.gazetteer().cities().forEach(city -> starts.put("city/" + city.id(), city.at()));
        starts.putAll(sites);
        this.messages = messages;
    }

    Checked check(String from, String to, String ms) {
        var refusals = new ArrayList<Refusal>();
        var start = end("from", from, starts, refusals);
        var end = end("to", to, sites, refusals);
        double number = milliseconds(ms, refusals);
        if (start != null && end != null && refusals.isEmpty()) {
            checkFloor(new End(from, start), new End(to, end), number, ms, refusals);
        }
        return new Checked(from, to, number, List.copyOf(refusals));
    }

    private @Nullable GeoPoint end(String field, String id, Map<String, GeoPoint> known, List<Refusal> refusals) {
        var end = known.get(id);
        if (end == null) {
            refusals.add(new Refusal(field, Code.SITE_UNKNOWN, id, messages.text("capacity.rtt.noSite", id)));
        }
        return end;
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
                    from.id(),
                    to.id(),
                    Numbers.whole(Math.round(km)),
                    Numbers.significant(FibreFloor.ms(km), 4));
            refusals.add(new Refusal("ms", Code.BELOW_FLOOR, text, message));
        }
    }
}
