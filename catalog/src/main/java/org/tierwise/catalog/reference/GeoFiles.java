package org.tierwise.catalog.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tierwise.catalog.geo.City;
import org.tierwise.catalog.geo.Country;
import org.tierwise.catalog.geo.GeoPoint;

/** Reads countries, cities, other spellings and residency blocs, and knows where a country is. */
final class GeoFiles {
    /**
     * A place must be this near to a city of its country or to the country's centre. The farthest shipped site is
     * 292 km away (Bangor, US); published coordinates with a wrong sign or state were 455 km and more off.
     */
    private static final double KM_TO_OWN_CITY_MAX = 400;

    private final CatalogueTables tables;
    private final Map<String, Country> countries = new LinkedHashMap<>();
    private final Map<Long, City> cities = new LinkedHashMap<>();
    private final Map<String, List<City>> citiesByCountry = new HashMap<>();

    GeoFiles(CatalogueTables tables) {
        this.tables = tables;
        tables.read("geo/countries.csv", List.of("iso2", "iso3", "name", "continent", "lat", "lon"), row -> {
            var country = new Country(
                    row.text("iso2"), row.text("iso3"), row.text("name"), row.text("continent"), onEarth(row));
            return countries.put(country.iso2(), country);
        });
        tables.read("geo/cities.csv", List.of("geonameid", "name", "country", "population", "lat", "lon"), row -> {
            var city = new City(
                    (long) row.positive("geonameid"),
                    row.text("name"),
                    country(row, "country"),
                    (long) row.notNegative("population"),
                    onEarth(row));
            citiesByCountry
                    .computeIfAbsent(city.country(), unused -> new ArrayList<>())
                    .add(city);
            return cities.put(city.id(), city);
        });
    }

    List<Country> countries() {
        return List.copyOf(countries.values());
    }

    List<City> cities() {
        return List.copyOf(cities.values());
    }

    Map<String, Long> aliases() {
        var aliases = new LinkedHashMap<String, Long>();
        tables.read("geo/city_aliases.csv", List.of("alias", "geonameid"), row -> {
            long id = (long) row.positive("geonameid");
            if (!cities.containsKey(id)) {
                throw row.bad(
                        "VALUE_UNKNOWN",
                        "geonameid",
                        "the city (" + id + ") is not in geo/cities.csv. Add it there or remove the row.");
            }
            return aliases.put(row.text("alias"), id);
        });
        return aliases;
    }

    Map<String, List<String>> blocs() {
        var blocs = new LinkedHashMap<String, List<String>>();
        tables.read(
                "geo/residency_blocs.csv",
                List.of("bloc", "country"),
                row -> blocs.computeIfAbsent(row.text("bloc"), unused -> new ArrayList<>())
                        .add(country(row, "country")));
        blocs.replaceAll((bloc, members) -> List.copyOf(members));
        return blocs;
    }

    /** The continent of a known country. */
    String continent(String country) {
        var known = countries.get(country);
        return known == null ? "" : known.continent();
    }

    /** The city with this name in the country that is nearest to the point, else one without a geonameid. */
    City cityAt(String name, String country, GeoPoint at) {
        return citiesByCountry.getOrDefault(country, List.of()).stream()
                .filter(city -> city.name().equals(name))
                .min(Comparator.comparingDouble(city -> city.at().kmTo(at)))
                .orElseGet(() -> new City(0, name, country, 0, at));
    }

    Optional<City> findCity(String geonameid) {
        try {
            return Optional.ofNullable(cities.get(Long.parseLong(geonameid)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The code of a known country in a column. */
    String country(CatalogueRow row, String column) {
        String code = row.text(column);
        if (!countries.containsKey(code)) {
            throw row.bad(
                    "COUNTRY_UNKNOWN",
                    column,
                    "the country (" + code
                            + ") is not known. Use two letters of ISO 3166-1, such as DE, or add it to geo/countries.csv.");
        }
        return code;
    }

    /** The point in columns lat and lon, which must lie in the country. */
    GeoPoint pointIn(CatalogueRow row, String country) {
        var point = onEarth(row);
        if (!isNear(point, country)) {
            throw row.bad(
                    "COORDINATE_OUTSIDE_COUNTRY",
                    "lat",
                    "the point (" + row.text("lat") + ", " + row.text("lon") + ") is not in " + country
                            + nearestOther(point)
                            + ". Maybe a sign is wrong or latitude and longitude are swapped.");
        }
        return point;
    }

    /** A point on the earth in columns lat and lon. */
    static GeoPoint onEarth(CatalogueRow row) {
        double lat = row.number("lat");
        double lon = row.number("lon");
        if (Math.abs(lat) > 90) {
            throw row.bad("COORDINATE_INVALID", "lat", offEarth("latitude", row.text("lat"), 90));
        }
        if (Math.abs(lon) > 180) {
            throw row.bad("COORDINATE_INVALID", "lon", offEarth("longitude", row.text("lon"), 180));
        }
        return new GeoPoint(lat, lon);
    }

    private static String offEarth(String what, String value, int limit) {
        return "the " + what + " (" + value + ") must be between -" + limit + " and " + limit
                + " degrees. Maybe latitude and longitude are swapped.";
    }

    private boolean isNear(GeoPoint point, String code) {
        var country = countries.get(code);
        return country != null && country.centre().kmTo(point) <= KM_TO_OWN_CITY_MAX
                || citiesByCountry.getOrDefault(code, List.of()).stream()
                        .anyMatch(city -> city.at().kmTo(point) <= KM_TO_OWN_CITY_MAX);
    }

    private String nearestOther(GeoPoint point) {
        return cities.values().stream()
                .min(Comparator.comparingDouble(city -> city.at().kmTo(point)))
                .map(city -> "; the nearest city is " + city.name() + " " + city.country())
                .orElse("");
    }
}
