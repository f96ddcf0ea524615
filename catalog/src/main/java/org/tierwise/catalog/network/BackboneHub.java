package org.tierwise.catalog.network;

import org.tierwise.catalog.geo.GeoPoint;

/** A hub of the backbone graph; {@code landmass} names the body of land that it can be reached on. */
public record BackboneHub(String code, String city, String country, GeoPoint at, String landmass) {}
