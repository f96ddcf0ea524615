package org.tierwise.catalog.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tierwise.catalog.capacity.SiteKind;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.geo.City;

/** Reads the places of the providers: cloud regions and zones, and the presences of the delivery networks. */
final class SiteFiles {
    private static final String REGIONS = "regions/cloud_regions.csv";
    private static final String POPS = "regions/edge_pops.csv";

    private final GeoFiles geo;
    private final Map<String, SiteDraft> drafts = new LinkedHashMap<>();
    private final Map<String, City> airports = new LinkedHashMap<>();

    SiteFiles(CatalogueTables tables, GeoFiles geo) {
        this.geo = geo;
        tables.read(
                REGIONS,
                List.of("provider", "code", "name", "site_kind", "city", "country", "lat", "lon", "status"),
                row -> add(row, region(row)));
        tables.read(POPS, List.of("provider", "code", "city", "country", "lat", "lon"), row -> add(row, pop(row)));
    }

    /** By site id, in the order of the files. */
    Map<String, SiteDraft> drafts() {
        return drafts;
    }

    /** IATA code of an edge presence to its place. */
    Map<String, City> airports() {
        return airports;
    }

    private SiteDraft add(CatalogueRow row, SiteDraft draft) {
        if (drafts.putIfAbsent(draft.id(), draft) != null) {
            throw row.bad("DUPLICATE", "code", "the site (" + draft.id() + ") is given twice. Remove one row.");
        }
        return draft;
    }

    private SiteDraft region(CatalogueRow row) {
        String provider = row.text("provider");
        String code = row.text("code");
        String country = geo.country(row, "country");
        String parent = row.optional("parent_region");
        return new SiteDraft(
                provider + "/" + code,
                provider,
                code,
                row.text("name"),
                row.choice("site_kind", SiteKind.class),
                row.optional("tier").isEmpty() ? null : row.choice("tier", SiteTier.class),
                provider + "/" + (parent.isEmpty() ? code : parent),
                row.text("city"),
                country,
                row.optional("us_state"),
                geo.pointIn(row, country),
                row.text("status"),
                row.provenance());
    }

    private SiteDraft pop(CatalogueRow row) {
        String provider = row.text("provider");
        String code = row.text("code");
        String country = geo.country(row, "country");
        String city = row.text("city");
        var at = geo.pointIn(row, country);
        airports.putIfAbsent(code, geo.cityAt(city, country, at));
        String id = provider + "/" + code;
        return new SiteDraft(
                id,
                provider,
                code,
                city + " (" + code + ")",
                SiteKind.EDGE_POP,
                null,
                id,
                city,
                country,
                row.optional("us_state"),
                at,
                "presence",
                row.provenance());
    }
}
