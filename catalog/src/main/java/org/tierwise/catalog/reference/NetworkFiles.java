package org.tierwise.catalog.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tierwise.catalog.geo.City;
import org.tierwise.catalog.geo.GeoPoint;
import org.tierwise.catalog.network.Backbone;
import org.tierwise.catalog.network.BackboneHub;
import org.tierwise.catalog.network.BackboneLink;
import org.tierwise.catalog.network.FibreFloor;
import org.tierwise.catalog.network.RoundTripRow;

/** Reads the backbone graph and the published round trips; refuses what light in glass cannot do. */
final class NetworkFiles {
    /** Each has its own source and notice. A folder may replace the last one, which is shipped empty, to add its own. */
    static final List<String> ROUND_TRIPS = List.of(
            "network/round_trips_azure.csv",
            "network/round_trips_gcp.csv",
            "network/round_trips_ibm.csv",
            "network/round_trips_own.csv");

    private static final String CITY = "city/";

    private final CatalogueTables tables;
    private final GeoFiles geo;

    NetworkFiles(CatalogueTables tables, GeoFiles geo) {
        this.tables = tables;
        this.geo = geo;
    }

    Backbone backbone() {
        var codes = new HashSet<String>();
        var hubs = tables.read(
                "network/backbone_hubs.csv", List.of("hub", "city", "country", "lat", "lon", "landmass"), row -> {
                    String country = geo.country(row, "country");
                    codes.add(row.text("hub"));
                    return new BackboneHub(
                            row.text("hub"),
                            row.text("city"),
                            country,
                            geo.pointIn(row, country),
                            row.text("landmass"));
                });
        var links = tables.read(
                "network/backbone_links.csv",
                List.of("hub_a", "hub_b", "link_kind"),
                row -> new BackboneLink(
                        hub(row, "hub_a", codes), hub(row, "hub_b", codes), submarine(row.text("link_kind"), row)));
        var landmasses = new LinkedHashMap<String, String>();
        tables.read(
                "network/landmass_countries.csv",
                List.of("landmass", "country"),
                row -> landmasses.put(geo.country(row, "country"), row.text("landmass")));
        return new Backbone(hubs, links, landmasses);
    }

    List<RoundTripRow> roundTrips(Map<String, SiteDraft> sites) {
        var rows = new ArrayList<RoundTripRow>();
        for (String file : ROUND_TRIPS) {
            rows.addAll(tables.read(file, List.of("from", "to", "round_trip_ms"), row -> roundTrip(row, sites)));
        }
        return rows;
    }

    private RoundTripRow roundTrip(CatalogueRow row, Map<String, SiteDraft> sites) {
        var from = end(row, "from", sites);
        var to = end(row, "to", sites);
        double ms = row.positive("round_trip_ms");
        double km = from.kmTo(to);
        double floor = FibreFloor.ms(km);
        if (ms < floor) {
            throw row.bad(
                    "BELOW_FLOOR",
                    "round_trip_ms",
                    String.format(
                            Locale.ROOT,
                            "the round trip (%s ms) from %s to %s is below the fibre floor of %.2f ms for %.1f km. "
                                    + "Light in glass is not faster; maybe rows were shifted or the unit is seconds.",
                            row.text("round_trip_ms"),
                            row.text("from"),
                            row.text("to"),
                            floor,
                            km));
        }
        return new RoundTripRow(row.text("from"), row.text("to"), ms, row.provenance());
    }

    /** Where an end of a round trip is: a site, or a city as "city/GEONAMEID". */
    private GeoPoint end(CatalogueRow row, String column, Map<String, SiteDraft> sites) {
        String id = row.text(column);
        var site = sites.get(id);
        if (site != null) {
            return site.at();
        }
        if (id.startsWith(CITY)) {
            return geo.findCity(id.substring(CITY.length()))
                    .map(City::at)
                    .orElseThrow(() -> row.bad(
                            "VALUE_UNKNOWN",
                            column,
                            "the city (" + id + ") is not in geo/cities.csv. Write it as city/ and its geonameid."));
        }
        throw PriceFiles.unknownSite(row, column, id);
    }

    private static String hub(CatalogueRow row, String column, HashSet<String> codes) {
        String code = row.text(column);
        if (!codes.contains(code)) {
            throw row.bad(
                    "VALUE_UNKNOWN",
                    column,
                    "the hub (" + code + ") is not in network/backbone_hubs.csv. Add it there.");
        }
        return code;
    }

    private static boolean submarine(String kind, CatalogueRow row) {
        return switch (kind) {
            case "submarine" -> true;
            case "terrestrial" -> false;
            case String other ->
                throw row.bad(
                        "VALUE_UNKNOWN", "link_kind", "the kind (" + other + ") must be terrestrial or submarine.");
        };
    }
}
