package org.tierwise.catalog.geo;

import java.util.List;
import java.util.Map;

/**
 * All places that a name can mean.
 *
 * @param aliases other spelling to geonameid
 * @param airports IATA code of an edge PoP to its place
 * @param blocs bloc name, such as "EU", to ISO country codes
 */
public record Gazetteer(
        List<City> cities,
        List<Country> countries,
        Map<String, Long> aliases,
        Map<String, City> airports,
        Map<String, List<String>> blocs) {
    public Gazetteer {
        cities = List.copyOf(cities);
        countries = List.copyOf(countries);
        aliases = Map.copyOf(aliases);
        airports = Map.copyOf(airports);
        blocs = Map.copyOf(blocs);
    }
}
