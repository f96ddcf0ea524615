package org.tierwise.catalog.reference;

/**
 * How dear a region is.
 *
 * @param index over the provider's reference region
 * @param ofAccelerators measured on accelerators; else on CPUs, which is a weaker hint
 */
record PriceLevel(double index, boolean ofAccelerators) {}
