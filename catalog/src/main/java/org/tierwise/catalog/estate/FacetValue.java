package org.tierwise.catalog.estate;

/**
 * A value that can be chosen.
 *
 * @param count workloads that a list would show with this value and all else that is chosen, but not the other values
 *     of the same facet
 */
public record FacetValue(String value, int count, boolean chosen) {}
