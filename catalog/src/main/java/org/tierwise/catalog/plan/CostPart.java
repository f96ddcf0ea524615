package org.tierwise.catalog.plan;

import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.provenance.Kind;

/**
 * One component of a monthly cost: accelerators, energy, maintenance, egress, tokens.
 *
 * @param amount per month, whole cents
 * @param arithmetic how it comes about, in words: "2 × 730 h × USD 6.88"
 */
public record CostPart(String name, Money amount, String arithmetic, Kind kind, String source) {}
