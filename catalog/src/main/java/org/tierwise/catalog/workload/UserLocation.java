package org.tierwise.catalog.workload;

import org.tierwise.catalog.geo.GeoPoint;

/**
 * Where users are.
 *
 * @param name the city's name of the gazetteer, a country's name, or "lat,lon"
 * @param country ISO 3166-1 alpha-2; empty for bare coordinates whose country is unknown
 */
public record UserLocation(String name, String country, GeoPoint at) {
    /** "Manila PH"; the key of a location inside one workload. */
    public String label() {
        return country.isEmpty() ? name : name + " " + country;
    }
}
