package org.tierwise.catalog.network;

import org.tierwise.catalog.provenance.Provenance;

/**
 * An observed or published round-trip time in its own direction.
 *
 * @param from site id, such as "azure/westeurope"; for a measurement also "city/GEONAMEID"
 * @param to site id
 * @param p50Ms median round trip in ms, above 0
 */
public record RoundTripRow(String from, String to, double p50Ms, Provenance provenance) {}
