package org.tierwise.catalog.geo;

/** A city of the gazetteer; {@code id} is its geonameid. Population is of the city proper. */
public record City(long id, String name, String country, long population, GeoPoint at) {}
