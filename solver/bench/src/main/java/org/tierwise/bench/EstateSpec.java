package org.tierwise.bench;

/**
 * What to generate: {@code estate:WORKLOADSxLOCATIONSxSITES:utilisation:seed}.
 *
 * @param workloads serving groups
 * @param locations demand locations of each, so {@code workloads × locations} slices
 * @param sites sites with one pool each
 * @param utilisation demand as a part of the capacity of all sites, between 0 and 1
 */
public record EstateSpec(int workloads, int locations, int sites, double utilisation, long seed) {}
