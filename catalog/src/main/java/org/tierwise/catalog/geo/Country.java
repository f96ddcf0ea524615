package org.tierwise.catalog.geo;

/** A country: ISO 3166-1 codes, English name, continent, and its population-weighted centre. */
public record Country(String iso2, String iso3, String name, String continent, GeoPoint centre) {}
